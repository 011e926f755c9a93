import { normalizeCollation, orderOf } from "../collation/collation.ts"
import { under, type StringOrder } from "../collation/string-order.ts"
import { type CursorSource } from "../sessions/cursors.ts"
import { getOwn } from "../values/bson-value.ts"
import { type Command, type Context } from "./command.ts"

/**
 * The order of strings that a command asks for, or that its collection was made with.
 * @throws CommandError for what is no collation.
 */
export function orderFor(
  { body, db, name, view }: Context,
  { fields, collates }: Command,
): StringOrder | undefined {
  if (!collates && !fields.includes("collation")) return undefined
  const given = getOwn(body, "collation")
  const made = view.collection(`${db}.${String(body[name])}`)?.options.collation
  const collation = normalizeCollation(given ?? made)
  return collation && orderOf(collation)
}

/** Runs a statement of a write under its own collation, when it has one. */
export function underCollation<T>(given: unknown, work: () => T): T {
  if (given === undefined || given === null) return work()
  const collation = normalizeCollation(given)
  return under(collation && orderOf(collation), work)
}

/** A cursor's later batches are read by other commands, and still in its order. */
export function collatedSource(source: CursorSource, order: StringOrder | undefined): CursorSource {
  if (!order) return source
  return {
    ...(source.isChangeStream && { isChangeStream: true }),
    read: (limits) => under(order, () => source.read(limits)),
    close: () => source.close(),
  }
}
