import { Play } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Media, Message } from "../../../shared/message.ts"
import { nameOf } from "../../lib/naming.ts"
import { MissingPicture } from "./missing-picture.tsx"
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
  const { kind, altText, copy } = media
  const network = t(`words.network.${message.network}`)
  const missing = (
    <MissingPicture
      isWaiting={copy.state === "waiting"}
      words={t(copy.state === "waiting" ? `picture.waiting.${kind}` : `picture.refused.${kind}`)}
      altText={altText}
    >
      {message.permalink !== null && (
        <a href={message.permalink} target="_blank" rel="noreferrer">
          {t("thread.permalink", { network })}
        </a>
      )}
    </MissingPicture>
  )
  if (copy.state !== "ready") return missing
  const { version, width, height } = copy
  const isFilm = kind !== "photo" && message.permalink !== null
  return (
    <Picture
      src={`/api/media/${message.id}/${index}?v=${version}`}
      width={width}
      height={height}
      alt={altText ?? t(`picture.by.${kind}`, { name: nameOf(message.author) })}
      altText={altText}
      fallback={missing}
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
