import { useTranslation } from "react-i18next"
import type { Reply } from "../../../shared/reply.ts"
import type { Thread } from "../../../shared/thread.ts"
import { clockTime, exactTime } from "../../lib/format.ts"
import { classes } from "../../ui/classes.ts"
import { ReplyStatus } from "./reply-status.tsx"
import bubble from "./message-bubble.module.css"
import css from "./reply-bubble.module.css"

type Props = {
  reply: Reply
  thread: Thread
  /** Where on the network the reply would be seen. */
  lookAt: string | null
}

/** A reply of the desk, with where it is on its way. */
export function ReplyBubble({ reply, thread, lookAt }: Props) {
  const { t } = useTranslation()
  return (
    <article className={classes(bubble.line, bubble.ours, css.reply)} data-state={reply.state}>
      <header className={bubble.meta}>
        <strong>{reply.by.name}</strong>
        <span>{t(reply.visibility === "public" ? "reply.publicTag" : "reply.directTag")}</span>
        <time dateTime={reply.createdAt} title={exactTime(reply.createdAt)}>
          {clockTime(reply.createdAt)}
        </time>
      </header>
      <div className={classes(bubble.bubble, css.bubble)}>
        <p className={bubble.text}>{reply.text}</p>
      </div>
      <ReplyStatus reply={reply} thread={thread} lookAt={lookAt} />
    </article>
  )
}
