import { X } from "lucide-react"
import { type ReactNode, useSyncExternalStore } from "react"
import { IconButton } from "./button.tsx"
import css from "./toaster.module.css"

type Toast = { id: number; text: string; tone: "plain" | "danger" }

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  listeners.forEach((listener) => listener())
}

const dismiss = (id: number) => set(toasts.filter((toast) => toast.id !== id))

/** Says something in passing. Trouble stays until it is dismissed; the rest leaves by itself. */
export function toast(text: string, tone: Toast["tone"] = "plain"): void {
  const id = nextId++
  set([...toasts.filter((each) => each.text !== text), { id, text, tone }].slice(-4))
  setTimeout(() => dismiss(id), tone === "danger" ? 12_000 : 4_000)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where toasts appear: a polite live region, always there so that screen readers know it. */
export function Toaster({ closeLabel, children }: { closeLabel: string; children?: ReactNode }) {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <div className={css.toaster} role="status" aria-live="polite">
      {shown.map(({ id, text, tone }) => (
        <div key={id} className={css.toast} data-tone={tone}>
          <p>{text}</p>
          <IconButton icon={X} label={closeLabel} onClick={() => dismiss(id)} />
        </div>
      ))}
      {children}
    </div>
  )
}
