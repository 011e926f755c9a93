import { ExternalLink } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Message } from "../../../shared/message.ts"
import { clockTime, exactTime } from "../../lib/format.ts"
import { classes } from "../../ui/classes.ts"
import { DecidedText, DecidingLegend } from "./deciding-words.tsx"
import { MessageMedia } from "./message-media.tsx"
import css from "./message-bubble.module.css"

/** What somebody wrote on a network: citizens at the left, the city at the right. */
export function MessageBubble({ message }: { message: Message }) {
  const { t } = useTranslation()
  const words = message.classification?.words ?? []
  const isOurs = message.direction === "out"
  return (
    <article className={classes(css.line, isOurs ? css.ours : css.theirs)}>
      <header className={css.meta}>
        <strong>{isOurs ? t("thread.city") : message.author.name}</strong>
        <span>@{message.author.username}</span>
        <time dateTime={message.sentAt} title={exactTime(message.sentAt)}>
          {clockTime(message.sentAt)}
        </time>
        {message.permalink !== null && (
          <a
            href={message.permalink}
            target="_blank"
            rel="noreferrer"
            title={t("thread.permalink", { network: t(`words.network.${message.network}`) })}
            aria-label={t("thread.permalink", { network: t(`words.network.${message.network}`) })}
          >
            <ExternalLink size={13} aria-hidden />
          </a>
        )}
      </header>
      <div className={css.bubble}>
        {message.text ? (
          <p className={css.text} lang={languageOf(message)}>
            <DecidedText text={message.text} words={words} />
          </p>
        ) : (
          message.media.length === 0 && <p className={css.noText}>{t("thread.noText")}</p>
        )}
        {message.media.map((media, index) => (
          <MessageMedia key={media.url ?? index} media={media} />
        ))}
      </div>
      <DecidingLegend words={words} />
    </article>
  )
}

function languageOf({ classification }: Message): string | undefined {
  return classification && classification.language !== "und" ? classification.language : undefined
}
