import { groupKeyOf } from "../aggregate/group-key.ts"
import { find } from "../planner/find.ts"
import { deserializeFields, getOwn, type Document } from "../values/bson-value.ts"
import { valuesAt } from "../values/path.ts"
import { type Reply } from "../wire/reply.ts"
import { collectionAt, namespaceOf, type Command, type Context } from "./command.ts"
import { documentField, wrongType } from "./fields.ts"
import { Turns } from "./turns.ts"
import { readView } from "./view-reads.ts"
import { resolve } from "./views.ts"
import { optional } from "./write.ts"

/** Distinct values, arrays taken apart; equal numbers of different types are one. */
async function distinct(context: Context): Promise<Reply> {
  const { body, view, deadline, services } = context
  const ns = namespaceOf(context)
  const key = getOwn(body, "key")
  if (typeof key !== "string") throw wrongType("distinct.key", key, "string")
  const filter = documentField(body, "query") ?? {}
  const known = new Map<unknown, unknown>()
  const add = (document: Document): void => {
    for (const found of valuesAt(document, key))
      for (const value of Array.isArray(found) ? (found as unknown[]) : [found])
        if (value !== undefined && !known.has(groupKeyOf(value))) known.set(groupKeyOf(value), value)
  }
  const collection = collectionAt(context, ns)
  if (collection) {
    const hint = optional(body, "hint")
    const results = find(view, collection, { filter, deadline, ...(hint !== undefined && { hint }) })
    const fields = new Set([key.split(".")[0] ?? key])
    await new Turns().read(results, ({ raw }) => {
      add(deserializeFields(raw, fields))
      return true
    })
  } else {
    const resolved = resolve(services.store, ns)
    if (resolved.ns !== ns)
      for await (const document of readView(context, resolved, [{ $match: filter }])) add(document)
  }
  return { body: { values: [...known.values()] } }
}

export const distinctCommands: Record<string, Command> = {
  distinct: {
    run: distinct,
    fields: ["key", "query", "hint", "collation"],
    inTransaction: true,
    readsSnapshots: "own",
  },
}
