import { CommandError } from "../errors.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { wholeKeyspace } from "../storage/keys.ts"
import { type Store } from "../storage/store.ts"
import { type View } from "../storage/view.ts"
import { deserializeDocument, getOwn } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { checkNamespace, checkWritable, namespaceOf, type Command, type Context } from "./command.ts"
import { countField, wrongType } from "./fields.ts"
import { refuseView, viewAt } from "./views.ts"

/** Makes a collection capped: the newest documents stay, and of the indexes that of _id. */
async function convertToCapped(context: Context): Promise<Reply> {
  const { store } = context.services
  const ns = checkWritable(namespaceOf(context))
  const size = sizeOf(context)
  await store.write((view) => {
    const source = existing(store, ns)
    store.renameCollection(
      view,
      copyCapped(store, view, source, `${ns}.tmp.convertToCapped`, size),
      ns,
      source,
    )
  })
  return { body: {} }
}

/** Copies a collection into a new capped one. */
async function cloneCollectionAsCapped(context: Context): Promise<Reply> {
  const { store } = context.services
  const ns = namespaceOf(context)
  const to = getOwn(context.body, "toCollection")
  if (typeof to !== "string") throw wrongType("cloneCollectionAsCapped.toCollection", to, "string")
  const target = checkWritable(checkNamespace(`${context.db}.${to}`))
  const size = sizeOf(context)
  await store.write((view) => {
    const source = existing(store, ns)
    if (store.catalog.get(target) || viewAt(store, target))
      throw new CommandError(
        "NamespaceExists",
        `cloneCollectionAsCapped failed - destination collection ${target} already exists`,
      )
    copyCapped(store, view, source, target, size)
  })
  return { body: {} }
}

function sizeOf({ body, name }: Context): number {
  const size = countField(body, "size") ?? 0
  if (size === 0)
    throw new CommandError("InvalidOptions", `Capped collection size must be greater than zero (${name})`)
  return size
}

function existing(store: Store, ns: string): CollectionEntry {
  refuseView(store, ns)
  const entry = store.catalog.get(ns)
  if (!entry) throw new CommandError("NamespaceNotFound", `source collection ${ns} does not exist`)
  return entry
}

/** Read a piece at a time, oldest first: what does not fit falls out by itself. */
function copyCapped(
  store: Store,
  view: View,
  source: CollectionEntry,
  ns: string,
  size: number,
): CollectionEntry {
  const copy = store.createCollection(ns, { ...source.options, capped: true, size })
  const range = wholeKeyspace(source.keyspace)
  let after: Buffer | undefined
  for (;;) {
    const entries = view.chunk(range, { reverse: false, limit: 500, after, values: true })
    if (entries.length === 0) return copy
    for (const { value } of entries)
      if (value.length <= size) store.writer.insert(view, copy, deserializeDocument(value), value)
    after = entries.at(-1)?.key
  }
}

export const cappedCommands: Record<string, Command> = {
  convertToCapped: { run: convertToCapped, fields: ["size"], isWrite: true },
  cloneCollectionAsCapped: { run: cloneCollectionAsCapped, fields: ["toCollection", "size"], isWrite: true },
}
