import { Eye, EyeOff, Heart, HeartOff, type LucideIcon, Trash2 } from "lucide-react"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Ability, MessageAct } from "../../../shared/ability.ts"
import type { Message } from "../../../shared/message.ts"
import { abilityFor, useActOnMessage } from "../../data/abilities.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { toast } from "../../ui/toaster.tsx"
import css from "./message-bubble.module.css"

type Act = MessageAct["action"]
const ICON: Record<Act, LucideIcon> = {
  hide: EyeOff,
  unhide: Eye,
  like: Heart,
  unlike: HeartOff,
  delete: Trash2,
}

type Props = { message: Message; abilities: Ability[] }

/** What the network lets the city do to a message besides answering it. */
export function MessageActs({ message, abilities }: Props) {
  const { t } = useTranslation()
  const act = useActOnMessage(message.threadId)
  const [isAsking, setAsking] = useState(false)
  const offered = [
    message.hidden ? ("unhide" as const) : ("hide" as const),
    message.liked ? ("unlike" as const) : ("like" as const),
    "delete" as const,
  ].filter((action) => abilityFor(abilities, action)?.refusal === null)
  if (offered.length === 0) return null

  const run = (action: Act) =>
    act.mutate(
      { messageId: message.id, action },
      {
        onSuccess: () => toast(t(`thread.asked.${action}`)),
        onError: (error) => toast(problemLine(error), "danger"),
      },
    )
  return (
    <span className={css.acts}>
      {offered.map((action) => (
        <IconButton
          key={action}
          icon={ICON[action]}
          label={t(`thread.acts.${action}`)}
          disabled={act.isPending}
          onClick={() => (action === "delete" ? setAsking(true) : run(action))}
        />
      ))}
      {isAsking && (
        <Dialog
          title={t("thread.deleteTitle")}
          closeLabel={t("common.close")}
          onClose={() => setAsking(false)}
        >
          <p>{t("thread.deleteDetail", { network: t(`words.network.${message.network}`) })}</p>
          <Button
            look="danger"
            icon={Trash2}
            onClick={() => {
              setAsking(false)
              run("delete")
            }}
          >
            {t("thread.acts.delete")}
          </Button>
        </Dialog>
      )}
    </span>
  )
}
