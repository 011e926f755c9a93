import { existsSync } from "node:fs"
import { Catalog } from "../storage/catalog.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { documentsFile, openEnvironment, type Environment } from "../storage/environment.ts"
import { wholeKeyspace, type KeyRange } from "../storage/keys.ts"
import { createLatestView } from "../storage/latest-view.ts"
import { Oplog } from "../storage/oplog.ts"
import { type Entry, type View } from "../storage/view.ts"

/** A folder opened to be looked at: nothing is served, cleared or expired meanwhile. */
export type OpenFolder = { environment: Environment; catalog: Catalog; view: View }

/**
 * Opens a folder that no server has open.
 * @throws Error when there is none, when it is in use, or when its file cannot be read at all.
 */
export function openFolder(dir: string): OpenFolder {
  if (!existsSync(documentsFile(dir))) throw new Error(`${dir} holds no documents`)
  const environment = openEnvironment(dir, "all")
  const { db } = environment
  try {
    const catalog = new Catalog(db)
    return { environment, catalog, view: createLatestView(db, new Oplog(db), catalog) }
  } catch (error) {
    void environment.close()
    throw error
  }
}

const piece = 500

/** Every entry of a range, read a piece at a time. */
export function* entriesOf(view: View, range: KeyRange): Generator<Entry> {
  let after: Buffer | undefined
  for (;;) {
    const entries = view.chunk(range, { reverse: false, limit: piece, after, values: true })
    if (entries.length === 0) return
    yield* entries
    after = entries.at(-1)?.key
  }
}

/** The stored documents of a collection, in the order they were inserted. */
export const recordsOf = (view: View, { keyspace }: CollectionEntry): Generator<Entry> =>
  entriesOf(view, wholeKeyspace(keyspace))
