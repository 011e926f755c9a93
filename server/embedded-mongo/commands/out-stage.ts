import { randomUUID } from "node:crypto"
import { type DocumentSource, type OutputTarget } from "../aggregate/stage.ts"
import { CommandError } from "../errors.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { type Document } from "../values/bson-value.ts"
import { checkNamespace, type Context } from "./command.ts"
import { refuseView } from "./views.ts"
import { insertDocument } from "./write.ts"

/** Written in pieces: other writes have a turn between them. */
const pieceSize = 200

/**
 * Writes what a pipeline gives into a new collection, which then takes the target's place in one step,
 * with its options and indexes. Until then, and when something goes wrong, the target is as it was.
 */
export async function writeOut(
  context: Context,
  target: OutputTarget,
  documents: AsyncIterable<Document>,
): Promise<void> {
  const { store } = context.services
  const ns = outputNamespace(context, "$out", target)
  const temporary = await store.write((view) => {
    const before = replaceable(context, ns)
    const name = `${target.db ?? context.db}.tmp.agg_out.${randomUUID()}`
    const entry = store.createCollection(name, { ...before?.options, temp: true })
    if (before)
      store.addIndexes(
        view,
        entry,
        before.indexes.map(({ spec }) => spec),
      )
    return entry
  })
  try {
    for await (const piece of inPieces(documents))
      await store.write((view) => {
        for (const document of piece) insertDocument(context, view, temporary, document)
      })
    await store.write((view) => {
      const { temp: _temp, ...options } = temporary.options
      temporary.options = options
      store.renameCollection(view, temporary, ns, replaceable(context, ns))
    })
  } catch (error) {
    await store.write((view) => {
      if (!temporary.dropped) store.dropCollection(view, temporary)
    })
    throw error
  }
}

function replaceable({ services: { store } }: Context, ns: string): CollectionEntry | undefined {
  const entry = store.catalog.get(ns)
  if (entry?.options.capped === true)
    throw new CommandError(17152, `namespace '${ns}' is capped so it can't be used for $out`)
  return entry
}

/** Pieces of a stream of documents. */
export async function* inPieces(documents: DocumentSource): AsyncGenerator<Document[]> {
  let piece: Document[] = []
  for await (const document of documents) {
    if (piece.push(document) < pieceSize) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}

/**
 * The namespace that a stage writes to.
 * @throws CommandError 17385 or 31321 for one of the server's own.
 */
export function outputNamespace(context: Context, stage: string, { db, coll }: OutputTarget): string {
  const database = db ?? context.db
  if (coll.startsWith("system."))
    throw new CommandError(17385, `Can't ${stage} to special collection: ${coll}`)
  if (["admin", "config", "local"].includes(database))
    throw new CommandError(31321, `Can't ${stage} to internal database: ${database}`)
  const ns = checkNamespace(`${database}.${coll}`)
  refuseView(context.services.store, ns)
  return ns
}
