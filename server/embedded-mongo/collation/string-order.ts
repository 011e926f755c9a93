import { AsyncLocalStorage } from "node:async_hooks"

/** How the strings of a command compare when it has a collation. */
export type StringOrder = {
  compare(a: string, b: string): number
  /** The same string for all that compare as equal: what groups and distinct values are told apart by. */
  canonical(text: string): string
}

const running = new AsyncLocalStorage<StringOrder | undefined>()
/** Asking for the order at each comparison costs something; without any collation nobody asks. */
let isUsed = false

/**
 * Runs a command, or what goes on for it later, under its collation: every comparison of values in it follows it,
 * however deep it is. Undefined is the order of bytes.
 */
export function under<T>(order: StringOrder | undefined, work: () => T): T {
  if (order) isUsed = true
  return isUsed ? running.run(order, work) : work()
}

/** The order of the command that runs; undefined for that of bytes. */
export const stringOrder = (): StringOrder | undefined => (isUsed ? running.getStore() : undefined)
