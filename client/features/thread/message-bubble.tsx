import { ExternalLink } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Ability } from "../../../shared/ability.ts"
import type { Message } from "../../../shared/message.ts"
import { clockTime, exactTime } from "../../lib/format.ts"
import { handleOf, nameOf } from "../../lib/naming.ts"
import { Chip } from "../../ui/chip.tsx"
import { classes } from "../../ui/classes.ts"
import { DecidedText, DecidingLegend } from "./deciding-words.tsx"
import { MessageActs } from "./message-acts.tsx"
import { MessageMedia } from "./message-media.tsx"
import css from "./message-bubble.module.css"

/** What somebody wrote on a network: citizens at the left, the city at the right. */
export function MessageBubble({ message, abilities }: { message: Message; abilities: Ability[] }) {
  const { t } = useTranslation()
  const words = message.classification?.words ?? []
  const isOurs = message.direction === "out"
  return (
    <article className={classes(css.line, isOurs ? css.ours : css.theirs)}>
      <header className={css.meta}>
        <strong>{isOurs ? t("thread.city") : nameOf(message.author)}</strong>
        <span>{handleOf(message.author)}</span>
        <time dateTime={message.sentAt} title={exactTime(message.sentAt)}>
          {clockTime(message.sentAt)}
        </time>
        {message.editedAt !== null && (
          <span title={exactTime(message.editedAt)}>
            {t("thread.edited", { time: clockTime(message.editedAt) })}
          </span>
        )}
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
        {message.hidden && <Chip tone="warn">{t("thread.hidden")}</Chip>}
        {message.liked && <Chip tone="calm">{t("thread.liked")}</Chip>}
        <MessageActs message={message} abilities={abilities} />
      </header>
      <div className={css.bubble}>
        {message.removedAt !== null ? (
          <p className={css.noText}>
            {t("thread.removed", { network: t(`words.network.${message.network}`) })}
          </p>
        ) : message.text ? (
          <p className={css.text} lang={languageOf(message)}>
            <DecidedText text={message.text} words={words} />
          </p>
        ) : (
          message.media.length === 0 && (
            <p className={css.noText}>
              {message.isEncrypted
                ? t("thread.encrypted", { network: t(`words.network.${message.network}`) })
                : t("thread.noText")}
            </p>
          )
        )}
        <MessageMedia message={message} />
        {message.earlier.length > 0 && <EarlierVersions versions={message.earlier} />}
      </div>
      <DecidingLegend words={words} />
    </article>
  )
}

/** What stood there before somebody changed it. */
function EarlierVersions({ versions }: { versions: Message["earlier"] }) {
  const { t } = useTranslation()
  return (
    <details className={css.earlier}>
      <summary>{t("thread.earlier", { count: versions.length })}</summary>
      <ol>
        {versions.map(({ text, at }) => (
          <li key={at}>
            <time dateTime={at}>{clockTime(at)}</time> <span>{text}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}

function languageOf({ classification }: Message): string | undefined {
  return classification && classification.language !== "und" ? classification.language : undefined
}
