/** What jsdom has not got and the desk uses: enough of it for tests. */

function fill<T extends object>(target: T, name: string, value: unknown): void {
  if (Reflect.get(target, name) === undefined)
    Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

fill(HTMLDialogElement.prototype, "showModal", function (this: HTMLDialogElement) {
  this.open = true
  this.querySelector<HTMLElement>("[autofocus], input, textarea, button")?.focus()
})
fill(HTMLDialogElement.prototype, "close", function (this: HTMLDialogElement) {
  this.open = false
})
fill(Element.prototype, "scrollBy", () => {})
fill(Element.prototype, "scrollTo", () => {})
fill(Element.prototype, "scrollIntoView", () => {})

// A wide screen, unless a test says otherwise.
fill(window, "matchMedia", (query: string) => ({
  matches: query.includes("min-width"),
  media: query,
  addEventListener: () => {},
  removeEventListener: () => {},
}))

/** Never sees anything move. */
class StillObserver {
  observe() {}
  disconnect() {}
}
fill(globalThis, "IntersectionObserver", StillObserver)
fill(globalThis, "ResizeObserver", StillObserver)
