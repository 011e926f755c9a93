import { Check, CircleHelp, Clock, type LucideIcon, Search, Send, TriangleAlert } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Reply } from "../../../shared/reply.ts"
import type { Thread } from "../../../shared/thread.ts"
import { type ReplyStep, useReplyStep } from "../../data/replies.ts"
import { isUnconfirmed } from "../../data/thread-detail.ts"
import { useAccount } from "../../data/workspace.ts"
import { useNow } from "../../lib/clock.ts"
import { clockTime, dayAndTime } from "../../lib/format.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Button } from "../../ui/button.tsx"
import { toast } from "../../ui/toaster.tsx"
import css from "./reply-bubble.module.css"

const ICON: Record<Reply["state"], LucideIcon> = {
  held: Clock,
  queued: Clock,
  sending: Send,
  retry: Clock,
  unknown: Search,
  uncertain: CircleHelp,
  sent: Check,
  failed: TriangleAlert,
  cancelled: Check,
}

type Props = { reply: Reply; thread: Thread; lookAt: string | null }

/** Where a reply is, in words, and what one can do about it. */
export function ReplyStatus({ reply, thread, lookAt }: Props) {
  const { title, detail } = useReplyWords(reply, thread)
  const Icon = ICON[reply.state]
  return (
    <div className={css.status} data-state={reply.state}>
      <p className={css.words}>
        <Icon size={14} aria-hidden />
        <span>{title}</span>
      </p>
      {detail !== "" && <p className={css.detail}>{detail}</p>}
      <ReplyActions reply={reply} thread={thread} lookAt={lookAt} />
    </div>
  )
}

function useReplyWords(reply: Reply, thread: Thread): { title: string; detail: string } {
  const { t } = useTranslation()
  const now = useNow(1000)
  const network = t(`words.network.${thread.network}`)
  const reason = reply.reason === null ? "" : t(`words.reason.${reply.reason}`, { network })
  const account = useAccount(reply.accountId)
  const isBlocked = account?.state === "reconnect" || account?.state === "billing"
  const left = reply.dueAt === null ? 0 : Math.floor((Date.parse(reply.dueAt) - now) / 1000)
  switch (reply.state) {
    case "held":
      if (isUnconfirmed(reply)) return { title: t("reply.confirming"), detail: "" }
      if (left > 0) return { title: t("reply.held", { count: left }), detail: "" }
      return { title: isBlocked ? t("reply.blocked") : t("reply.heldOver"), detail: "" }
    case "retry":
      return {
        title:
          reply.dueAt !== null && left > 60
            ? t("reply.retry", { time: clockTime(reply.dueAt) })
            : t("reply.retrySoon"),
        detail: reason,
      }
    case "unknown":
      return { title: t("reply.unknown"), detail: t("reply.unknownDetail", { network }) }
    case "uncertain":
      return { title: t("reply.uncertain"), detail: t("reply.uncertainDetail", { network }) }
    case "failed":
      return { title: t("reply.failed"), detail: reason || reply.detail }
    case "sent":
      return { title: sentWords(), detail: "" }
    case "queued":
      return { title: isBlocked ? t("reply.blocked") : t("reply.queued"), detail: "" }
    case "sending":
      return { title: t("reply.sending"), detail: "" }
    case "cancelled":
      return { title: t("timeline.reply_cancelled"), detail: "" }
  }

  function sentWords(): string {
    const at = reply.sentAt ?? reply.createdAt
    const time = dayAndTime(at, now)
    return time === clockTime(at) ? t("reply.sent", { time }) : t("reply.sentOn", { date: time })
  }
}

const CAN_CANCEL: readonly Reply["state"][] = ["held", "queued", "retry"]
const CAN_DECIDE: readonly Reply["state"][] = ["uncertain", "failed"]

function ReplyActions({ reply, thread, lookAt }: Props) {
  const { t } = useTranslation()
  const step = useReplyStep()
  const network = t(`words.network.${thread.network}`)
  // A reply whose fate is unknown has no address: it would stand under the message it answers.
  const address = reply.permalink ?? (reply.state === "uncertain" ? lookAt : null)
  const act = (name: ReplyStep, done: string) =>
    step.mutate(
      { replyId: reply.id, threadId: reply.threadId, step: name },
      { onSuccess: () => toast(done), onError: (error) => toast(problemLine(error), "danger") },
    )
  return (
    <div className={css.actions}>
      {CAN_CANCEL.includes(reply.state) && !isUnconfirmed(reply) && (
        <Button
          size="s"
          busy={step.isPending}
          {...(reply.state === "held" && { hint: "z" })}
          onClick={() => act("cancel", t("undo.done"))}
        >
          {t("reply.cancel")}
        </Button>
      )}
      {CAN_DECIDE.includes(reply.state) && (
        <>
          <Button size="s" busy={step.isPending} onClick={() => act("discard", t("reply.tookBack"))}>
            {t("reply.takeBack")}
          </Button>
          <Button size="s" busy={step.isPending} onClick={() => act("resend", t("reply.resent"))}>
            {t("reply.resend")}
          </Button>
        </>
      )}
      {address !== null && (
        <a href={address} target="_blank" rel="noreferrer" className={css.see}>
          {t(reply.state === "sent" ? "reply.see" : "reply.lookOn", { network })}
        </a>
      )}
    </div>
  )
}
