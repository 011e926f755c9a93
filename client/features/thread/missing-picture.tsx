import { Hourglass, ImageOff } from "lucide-react"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import css from "./picture.module.css"

type Props = { words: string; altText: string | null; isWaiting?: boolean; children?: ReactNode }

/** Stands where a picture would: what is the matter, what it shows, and where it can be seen. */
export function MissingPicture({ words, altText, isWaiting = false, children }: Props) {
  const { t } = useTranslation()
  const Icon = isWaiting ? Hourglass : ImageOff
  return (
    <p className={css.missing}>
      <Icon size={15} aria-hidden />
      <span>
        {words} {altText && t("picture.saying", { text: altText })} {children}
      </span>
    </p>
  )
}
