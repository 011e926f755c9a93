import type { LucideIcon } from "lucide-react"
import { useId } from "react"
import css from "./choice.module.css"

type Option<T extends string> = { value: T; label: string; icon?: LucideIcon }
type Props<T extends string> = {
  label: string
  value: T
  options: readonly Option<T>[]
  onChoose: (value: T) => void
}

/** A few exclusive values side by side: native radio buttons, so arrows and screen readers work as ever. */
export function Choice<T extends string>({ label, value, options, onChoose }: Props<T>) {
  const name = useId()
  return (
    <fieldset className={css.choice}>
      <legend>{label}</legend>
      <div className={css.options}>
        {options.map(({ value: each, label: words, icon: Icon }) => (
          <label key={each} className={css.option}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              value={each}
              checked={each === value}
              onChange={() => onChoose(each)}
            />
            {Icon && <Icon size={14} aria-hidden />}
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
