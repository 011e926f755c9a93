import { X } from "lucide-react"
import { type ReactNode, useId, useLayoutEffect, useRef } from "react"
import { classes } from "./classes.ts"
import { IconButton } from "./button.tsx"
import css from "./dialog.module.css"

type Props = {
  title: string
  closeLabel: string
  onClose: () => void
  children: ReactNode
  shape?: "box" | "drawer" | "menu" | "picture"
  /** False for a dialog that must be answered. */
  closable?: boolean
}

/** A native modal dialog: the browser keeps the focus inside, and gives it back where it was. */
export function Dialog({ title, closeLabel, onClose, children, shape = "box", closable = true }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={classes(css.dialog, css[shape])}
      onCancel={(event) => {
        event.preventDefault()
        if (closable) onClose()
      }}
      onClick={(event) => {
        if (closable && event.target === dialog.current) onClose()
      }}
    >
      <div className={css.inside}>
        <header className={css.header}>
          <h2 id={titleId}>{title}</h2>
          {closable && <IconButton icon={X} label={closeLabel} onClick={onClose} />}
        </header>
        {children}
      </div>
    </dialog>
  )
}
