import { useEffect, useEffectEvent } from "react"
import { useRemembered } from "./remembered.ts"

/** The desk's keys, matched on `event.key` so that they sit under the same letters on AZERTY and QWERTY. */
export const SHORTCUTS = ["j", "k", "o", "r", "n", "i", "d", "c", "p", "e", "t", "v", "z", "/", "?"] as const
export type ShortcutKey = (typeof SHORTCUTS)[number]

/** Whether single-key shortcuts are on: they can be switched off (RGAA 12.10). */
export const useShortcutsEnabled = () => useRemembered<"on" | "off">("parvis.shortcuts", "on")

/** Where typing belongs to the field, not to us. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  )
}

/** Binds keys while mounted. Ignored in fields, in dialogs, while composing a character, and with modifiers. */
export function useShortcuts(actions: Partial<Record<ShortcutKey, () => void>>): void {
  const [enabled] = useShortcutsEnabled()
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (isWriting(event.target) || document.querySelector("dialog[open]:modal")) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const action = actions[key as ShortcutKey]
    if (!action) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    if (enabled === "off") return
    const listener = (event: KeyboardEvent) => press(event)
    document.addEventListener("keydown", listener)
    return () => document.removeEventListener("keydown", listener)
  }, [enabled])
}
