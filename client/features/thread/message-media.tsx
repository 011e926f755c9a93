import { Hourglass, ImageOff, Play } from "lucide-react"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Media, Message } from "../../../shared/message.ts"
import { nameOf } from "../../lib/naming.ts"
import { Picture } from "./picture.tsx"
import css from "./picture.module.css"

/** The pictures in a message, side by side. */
export function MessageMedia({ message }: { message: Message }) {
  if (message.media.length === 0) return null
  return (
    <div className={css.row}>
      {message.media.map((media, index) => (
        <OneMedia key={`${index} ${versionOf(media)}`} media={media} index={index} message={message} />
      ))}
    </div>
  )
}

const versionOf = ({ copy }: Media): string => (copy.state === "ready" ? copy.version : copy.state)

/** Parvis's copy of a picture, or of a film's still one; what is not there says so, and where it can be seen. */
function OneMedia({ media, index, message }: { media: Media; index: number; message: Message }) {
  const { t } = useTranslation()
  const [isBroken, setBroken] = useState(false)
  const { kind, altText, copy } = media
  const network = t(`words.network.${message.network}`)
  if (copy.state !== "ready" || isBroken) {
    const isWaiting = copy.state === "waiting"
    const Icon = isWaiting ? Hourglass : ImageOff
    return (
      <p className={css.missing}>
        <Icon size={15} aria-hidden />
        <span>
          {t(isWaiting ? `picture.waiting.${kind}` : `picture.refused.${kind}`)}
          {altText && <> {t("picture.saying", { text: altText })}</>}
          {message.permalink !== null && (
            <>
              {" "}
              <a href={message.permalink} target="_blank" rel="noreferrer">
                {t("thread.permalink", { network })}
              </a>
            </>
          )}
        </span>
      </p>
    )
  }
  const { version, width, height } = copy
  const isFilm = kind !== "photo" && message.permalink !== null
  return (
    <Picture
      src={`/api/media/${message.id}/${index}?v=${version}`}
      width={width}
      height={height}
      alt={altText ?? t(`picture.by.${kind}`, { name: nameOf(message.author) })}
      altText={altText}
      onBroken={() => setBroken(true)}
      link={
        isFilm
          ? {
              href: message.permalink ?? "",
              label: t("picture.play", { network }),
              mark: (
                <span className={css.play}>
                  <Play size={22} fill="currentColor" aria-hidden />
                </span>
              ),
            }
          : null
      }
    />
  )
}
