import { type ReactNode, useState } from "react"
import { useTranslation } from "react-i18next"
import { Dialog } from "../../ui/dialog.tsx"
import css from "./picture.module.css"

export type Shown = { src: string; width: number; height: number; alt: string; altText: string | null }

type Props = Shown & {
  /** Where it leads instead of opening here: a film is played on its network. */
  link?: { href: string; label: string; mark: ReactNode } | null
  /** What stands there when the picture does not load. */
  fallback: ReactNode
}

/** The longest side of a picture between the words; the dialog shows it whole. */
const LONGEST_PX = 320

/** A picture among the words: opens large, and tells its alternative text on demand. */
export function Picture({ link, fallback, ...shown }: Props) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [tellsAlt, setTellsAlt] = useState(false)
  const [isBroken, setBroken] = useState(false)
  const { src, width, height, alt, altText } = shown
  const image = (
    <img
      src={src}
      alt={alt}
      width={width}
      height={height}
      style={{ width: Math.min(width, (LONGEST_PX * width) / Math.max(width, height)) }}
      onError={() => setBroken(true)}
    />
  )
  if (isBroken) return fallback
  return (
    <figure className={css.figure}>
      <div className={css.frame}>
        {link ? (
          <a className={css.open} href={link.href} target="_blank" rel="noreferrer">
            {image}
            {link.mark}
            <span className="visually-hidden">{link.label}</span>
          </a>
        ) : (
          <button type="button" className={css.open} title={t("picture.open")} onClick={() => setOpen(true)}>
            {image}
          </button>
        )}
        {altText && (
          <button
            type="button"
            className={css.alt}
            aria-expanded={tellsAlt}
            aria-label={t("picture.altText")}
            title={t("picture.altText")}
            onClick={() => setTellsAlt(!tellsAlt)}
          >
            ALT
          </button>
        )}
      </div>
      {tellsAlt && <figcaption className={css.words}>{altText}</figcaption>}
      {isOpen && (
        <Dialog
          shape="picture"
          title={t("picture.title")}
          closeLabel={t("common.close")}
          onClose={() => setOpen(false)}
        >
          <img className={css.large} src={src} alt={alt} width={width} height={height} />
          {altText && <p className={css.words}>{altText}</p>}
        </Dialog>
      )}
    </figure>
  )
}
