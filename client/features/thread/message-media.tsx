import { ImageOff, Play } from "lucide-react"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Media } from "../../../shared/message.ts"
import css from "./message-bubble.module.css"

/** What a citizen attached. A picture that cannot be shown says so. */
export function MessageMedia({ media }: { media: Media }) {
  const { t } = useTranslation()
  const [isBroken, setBroken] = useState(false)
  const kind = t(`thread.media.${media.kind}`)
  const name = media.altText
    ? t("thread.mediaNamed", { kind, description: media.altText })
    : t("thread.photo")
  if (media.url === null || isBroken) {
    return (
      <p className={css.noMedia}>
        <ImageOff size={16} aria-hidden /> {media.altText ? name : t("thread.noMedia")}
      </p>
    )
  }
  if (media.kind !== "photo") {
    return (
      <a className={css.noMedia} href={media.url} target="_blank" rel="noreferrer">
        <Play size={16} aria-hidden /> {t("thread.openMedia", { kind })}
      </a>
    )
  }
  return (
    <a href={media.url} target="_blank" rel="noreferrer" className={css.photo}>
      <img src={media.url} alt={media.altText ?? name} loading="lazy" onError={() => setBroken(true)} />
    </a>
  )
}
