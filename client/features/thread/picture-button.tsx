import { ImagePlus } from "lucide-react"
import { useRef } from "react"
import { useTranslation } from "react-i18next"
import { PICTURE_TYPES } from "../../../shared/picture-limit.ts"
import { IconButton } from "../../ui/button.tsx"

/** Chooses pictures among the files of the machine. */
export function PictureButton({ isFull, onFiles }: { isFull: boolean; onFiles: (files: File[]) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={PICTURE_TYPES.join(",")}
        aria-label={t("composer.pictures.choose")}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          // The same file may be chosen again after it was removed.
          target.value = ""
        }}
      />
      <IconButton
        icon={ImagePlus}
        label={t("composer.pictures.add")}
        disabled={isFull}
        onClick={() => input.current?.click()}
      />
    </>
  )
}
