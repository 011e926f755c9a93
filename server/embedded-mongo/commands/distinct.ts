import { find } from "../planner/find.ts"
import { equalValues } from "../values/compare.ts"
import { encodeKey } from "../values/key-encoding.ts"
import { valuesAt } from "../values/path.ts"
import { getOwn, type Document } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { collectionAt, namespaceOf, type Command, type Context } from "./command.ts"
import { documentField, wrongType } from "./fields.ts"
import { readView } from "./view-reads.ts"
import { resolve } from "./views.ts"
import { optional } from "./write.ts"

async function distinct(context: Context): Promise<Reply> {
  const { body, view, deadline, services } = context
  const ns = namespaceOf(context)
  const key = getOwn(body, "key")
  if (typeof key !== "string") throw wrongType("distinct.key", key, "string")
  const filter = documentField(body, "query") ?? {}
  const values = new DistinctValues(key)
  const collection = collectionAt(context, ns)
  if (collection) {
    const hint = optional(body, "hint")
    const results = find(view, collection, { filter, deadline, ...(hint !== undefined && { hint }) })
    for (let found = results.next(); found; found = results.next()) values.add(found.document)
  } else {
    const resolved = resolve(services.store, ns)
    if (resolved.ns !== ns)
      for await (const document of readView(context, resolved, [{ $match: filter }])) values.add(document)
  }
  return { body: { values: values.all } }
}

/** Distinct values, arrays taken apart; equal numbers of different types are one. */
class DistinctValues {
  readonly all: unknown[] = []
  readonly #key: string
  readonly #known = new Map<string, unknown[]>()

  constructor(key: string) {
    this.#key = key
  }

  add(document: Document): void {
    for (const value of valuesAt(document, this.#key))
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
        if (each !== undefined) this.#addValue(each)
  }

  #addValue(value: unknown): void {
    // A key may be cut, so equal keys are compared by value too.
    const name = Buffer.from(encodeKey([value], [1])).toString("latin1")
    const same = this.#known.get(name)
    if (same?.some((other) => equalValues(other, value))) return
    if (same) same.push(value)
    else this.#known.set(name, [value])
    this.all.push(value)
  }
}

export const distinctCommands: Record<string, Command> = {
  distinct: { run: distinct, fields: ["key", "query", "hint", "collation"], inTransaction: true },
}
