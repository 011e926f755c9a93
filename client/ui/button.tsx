import type { LucideIcon } from "lucide-react"
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react"
import { classes } from "./classes.ts"
import css from "./button.module.css"

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> & {
  children: ReactNode
  look?: "solid" | "line" | "quiet" | "danger"
  size?: "m" | "s"
  icon?: LucideIcon
  /** The key that does the same, shown as a hint. */
  hint?: string
  busy?: boolean
  ref?: Ref<HTMLButtonElement>
}

/** A button with words. */
export function Button(props: Props) {
  const {
    look = "line",
    size = "m",
    icon: Icon,
    hint,
    busy = false,
    children,
    className,
    disabled,
    ...rest
  } = props
  return (
    <button
      type="button"
      {...rest}
      className={classes(css.button, css[look], css[size], className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
    >
      {Icon && <Icon size={size === "s" ? 14 : 16} aria-hidden />}
      <span>{children}</span>
      {hint !== undefined && (
        <kbd className={css.hint} aria-hidden>
          {hint}
        </kbd>
      )}
    </button>
  )
}

type IconProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> & {
  icon: LucideIcon
  label: string
  ref?: Ref<HTMLButtonElement>
}

/** A button that is only an icon: its label is its name and its tooltip. */
export function IconButton({ icon: Icon, label, className, ...rest }: IconProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(css.iconButton, className)}
      aria-label={label}
      title={label}
    >
      <Icon size={18} aria-hidden />
    </button>
  )
}
