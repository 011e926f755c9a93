import { Undo2 } from "lucide-react"
import { useSyncExternalStore } from "react"
import { useTranslation } from "react-i18next"
import { useReplyStep } from "../data/replies.ts"
import { useNow } from "../lib/clock.ts"
import { useDeskTools } from "../lib/desk-tools.ts"
import type { HeldReply } from "../lib/held-replies.ts"
import { problemLine } from "../lib/problem-words.ts"
import { useShortcuts } from "../lib/shortcuts.ts"
import { Button } from "../ui/button.tsx"
import { toast } from "../ui/toaster.tsx"
import css from "./held-toast.module.css"

/** Takes back the last reply while it is held: the button, and the key z. */
export function HeldToast({ openThread }: { openThread: string | null }) {
  const { t } = useTranslation()
  const { held } = useDeskTools()
  const all = useSyncExternalStore(held.subscribe, held.all)
  const step = useReplyStep()
  const now = useNow(1000)

  const undo = (reply: HeldReply) => {
    step.mutate(
      { replyId: reply.replyId, threadId: reply.threadId, step: "cancel" },
      {
        onSuccess: () => toast(t("undo.done")),
        onError: (error) => toast(problemLine(error), "danger"),
      },
    )
  }
  useShortcuts({
    z: () => {
      const last = held.last()
      if (last) undo(last)
    },
  })

  // In its own thread the bubble says it already.
  const elsewhere = all.filter(({ threadId, until }) => threadId !== openThread && until > now)
  return elsewhere.map((reply) => (
    <div key={reply.replyId} className={css.held}>
      <p>
        {t("undo.text", { name: reply.name, count: Math.max(1, Math.floor((reply.until - now) / 1000)) })}
      </p>
      <Button size="s" icon={Undo2} hint="z" onClick={() => undo(reply)}>
        {t("undo.action")}
      </Button>
    </div>
  ))
}
