import { ImageOff, Info, TriangleAlert, X } from "lucide-react"
import { useTranslation } from "react-i18next"
import { LONGEST_ALT_TEXT } from "../../../shared/picture-limit.ts"
import type { AttachedPicture } from "../../lib/picture-keeper.ts"
import { problemWords } from "../../lib/problem-words.ts"
import { IconButton } from "../../ui/button.tsx"
import type { FileRefusal, PictureProblem } from "./use-pictures.ts"
import css from "./picture-tray.module.css"

type Props = {
  /** False where the network has no place for alternative texts. */
  withAltText: boolean
  pictures: readonly AttachedPicture[]
  onDescribe: (key: string, altText: string) => void
  onRemove: (key: string) => void
}

/** The pictures that will leave with the reply, each with what it shows in words. */
export function PictureTray({ pictures, withAltText, onDescribe, onRemove }: Props) {
  const { t } = useTranslation()
  if (pictures.length === 0) return null
  const isAnyMute = pictures.some(({ altText, state }) => state === "ready" && altText.trim() === "")
  return (
    <div className={css.tray} role="group" aria-label={t("composer.pictures.label")}>
      <ol className={css.list}>
        {pictures.map((picture, index) => (
          <li key={picture.key} className={css.item} data-state={picture.state}>
            <Thumbnail picture={picture} />
            {picture.state === "failed" ? (
              <p className={css.failed} role="alert">
                {problemWords(picture.error).title}
              </p>
            ) : !withAltText ? (
              <p className={css.words}>{t("composer.pictures.noAltText")}</p>
            ) : (
              <label className={css.words}>
                <span>{t("composer.pictures.altLabel", { number: index + 1 })}</span>
                <input
                  value={picture.altText}
                  maxLength={LONGEST_ALT_TEXT}
                  placeholder={t("composer.pictures.altPlaceholder")}
                  onChange={(event) => onDescribe(picture.key, event.target.value)}
                  // Enter would send a reply that is not finished.
                  onKeyDown={(event) =>
                    event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.preventDefault()
                  }
                />
              </label>
            )}
            <IconButton
              icon={X}
              label={t("composer.pictures.remove", { number: index + 1 })}
              onClick={() => onRemove(picture.key)}
            />
          </li>
        ))}
      </ol>
      {withAltText && isAnyMute && (
        <p className={css.reminder}>
          <Info size={14} aria-hidden /> {t("composer.pictures.reminder")}
        </p>
      )}
    </div>
  )
}

/** Why the reply cannot leave with what is attached, or why a file was not attached. */
export function PictureTrouble(props: {
  problem: PictureProblem | null
  refusal: FileRefusal | null
  most: number
}) {
  const { t } = useTranslation()
  const { problem, refusal, most } = props
  const words =
    problem !== null && problem !== "uploading"
      ? t(`composer.pictures.problem.${problem}`, { count: most })
      : refusal !== null
        ? t(`composer.pictures.refusal.${refusal}`, { count: most })
        : null
  return words === null ? null : (
    <p className={css.problem} role="alert">
      <TriangleAlert size={14} aria-hidden /> {words}
    </p>
  )
}

function Thumbnail({ picture }: { picture: AttachedPicture }) {
  const { t } = useTranslation()
  switch (picture.state) {
    case "ready":
      return <img className={css.thumbnail} src={`/api/pictures/${picture.picture.id}`} alt="" />
    case "uploading":
      return (
        <span className={css.thumbnail} role="progressbar" aria-label={t("composer.pictures.uploading")}>
          <span className={css.bar} />
        </span>
      )
    case "failed":
      return (
        <span className={css.thumbnail}>
          <ImageOff size={18} aria-hidden />
        </span>
      )
  }
}
