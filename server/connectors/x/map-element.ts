import { type z } from "zod"
import type { IncomingMessage, UnreadablePayload } from "../incoming.ts"
import { type Page } from "./payloads.ts"
import { isSnowflake, timeOfId } from "./snowflake.ts"

/**
 * One element of a page, in our words or set apart. `id` is the element's own, to compare with the cursor:
 * an edited post is a new element of an old message.
 */
export type Mapped =
  | { id: string; message: IncomingMessage; unreadable?: never }
  | { id: string | null; unreadable: UnreadablePayload; message?: never }

/** Says in words why an element cannot be filed, although it has its shape. */
export class Unfit extends Error {}

/** Reads each element by itself: one that does not fit is set apart and the rest goes on. Never throws. */
export function mapElements<T extends { id: string }>(
  page: Page,
  schema: z.ZodType<T>,
  map: (element: T) => IncomingMessage,
): Mapped[] {
  return page.elements.map((raw): Mapped => {
    const parsed = schema.safeParse(raw)
    if (!parsed.success) return setApart(raw, wordsOf(parsed.error))
    try {
      return { id: parsed.data.id, message: map(parsed.data) }
    } catch (error) {
      if (error instanceof Unfit) return setApart(raw, error.message)
      throw error
    }
  })
}

function setApart(raw: unknown, problem: string): Mapped {
  const id = idOf(raw)
  return { id, unreadable: { externalId: id, raw, problem } }
}

/** The id of an element that may be anything. */
export function idOf(raw: unknown): string | null {
  const id = typeof raw === "object" && raw !== null && "id" in raw ? raw.id : null
  return typeof id === "string" && isSnowflake(id) ? id : null
}

const wordsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join(".") || "element"}: ${message}`).join("; ")

/** X's own clock; an id holds its time, for the day when the field is absent or no date. */
export function sentAt(created: string | null | undefined, id: string): Date {
  const time = new Date(created ?? "")
  return Number.isNaN(time.getTime()) ? timeOfId(id) : time
}
