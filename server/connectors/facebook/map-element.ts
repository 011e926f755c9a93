import { z } from "zod"
import type { AccountProfile, IncomingMessage, UnreadablePayload } from "../incoming.ts"
import { type Person } from "./payloads.ts"

/** One element of a list, in our words, set apart, or left out knowingly. `at`: its place in the list's time. */
export type Mapped = {
  at: Date | null
  message?: IncomingMessage
  unreadable?: UnreadablePayload
}

/** Says in words why an element cannot be filed, although it has its shape. */
export class Unfit extends Error {}

/**
 * Reads one element by itself: one that does not fit is set apart and the rest goes on. Never throws.
 * `map` returns no message for what is left out knowingly.
 */
export function mapElement<T>(
  raw: unknown,
  schema: z.ZodType<T>,
  map: (element: T) => Omit<Mapped, "unreadable">,
): Mapped {
  const parsed = schema.safeParse(raw)
  if (!parsed.success) return setApart(raw, wordsOf(parsed.error))
  try {
    return map(parsed.data)
  } catch (error) {
    if (error instanceof Unfit) return setApart(raw, error.message)
    throw error
  }
}

export const setApart = (raw: unknown, problem: string): Mapped => ({
  at: timeIn(raw),
  unreadable: { externalId: idIn(raw), raw, problem },
})

export const wordsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join(".") || "element"}: ${message}`).join("; ")

const Identified = z.object({ id: z.string().max(600) })
const Dated = z.object({ created_time: z.string() })

const idIn = (raw: unknown): string | null => Identified.safeParse(raw).data?.id ?? null

function timeIn(raw: unknown): Date | null {
  const time = new Date(Dated.safeParse(raw).data?.created_time ?? "")
  return Number.isNaN(time.getTime()) ? null : time
}

/**
 * Who wrote. Facebook leaves out people it hides from us (privacy, a right we lack). Their word still reached the
 * city: it is filed under an unknown person of its own, named by `instead`, so that two unknowns never become one.
 */
export const contactOf = (from: Person | null | undefined, instead: string): AccountProfile => ({
  externalId: from?.id ?? instead,
  // People have no public user name on Facebook.
  username: "",
  name: from?.name ?? "",
})
