import { useTranslation } from "react-i18next"
import type { Reply } from "../../../shared/reply.ts"
import type { Thread } from "../../../shared/thread.ts"
import { clockTime, exactTime } from "../../lib/format.ts"
import { classes } from "../../ui/classes.ts"
import { MissingPicture } from "./missing-picture.tsx"
import { Picture } from "./picture.tsx"
import { ReplyStatus } from "./reply-status.tsx"
import bubble from "./message-bubble.module.css"
import pictures from "./picture.module.css"
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
        {reply.text !== "" && <p className={bubble.text}>{reply.text}</p>}
        {reply.pictures.length > 0 && (
          <div className={pictures.row}>
            {reply.pictures.map(({ id, altText, width, height }) => (
              <Picture
                key={id}
                src={`/api/pictures/${id}`}
                width={width}
                height={height}
                alt={altText || t("picture.by.photo", { name: reply.by.name })}
                altText={altText || null}
                fallback={<MissingPicture words={t("picture.gone")} altText={altText || null} />}
              />
            ))}
          </div>
        )}
      </div>
      <ReplyStatus reply={reply} thread={thread} lookAt={lookAt} />
    </article>
  )
}
