import { type CollectionEntry } from "../storage/collection-entry.ts"
import { type Database } from "../storage/environment.ts"
import { afterPrefix, catalogKey, Keyspace, keyspacePrefix, wholeKeyspace } from "../storage/keys.ts"
import { DamagedFile } from "../storage/file-check.ts"
import { decodeHeader } from "../storage/oplog-entry.ts"
import { deserializeDocument } from "../values/bson-value.ts"
import { checkCollection, reason, type CollectionReport, type Complain } from "./check-collection.ts"
import { entriesOf, openFolder, type OpenFolder } from "./open-folder.ts"

export type Fault = { where: string; what: string }

export type FolderReport = {
  ok: boolean
  collections: CollectionReport[]
  /** Changes kept for change streams. */
  changes: number
  /** Keys of dropped collections and indexes that are not cleared yet: no fault. */
  garbageKeys: number
  /** The first hundred. */
  faults: Fault[]
  faultCount: number
}

const shown = 100
const nothing = { ok: false, collections: [], changes: 0, garbageKeys: 0 }

/**
 * Walks everything a folder holds: every document parses, every index is what a rebuild would make,
 * counts and sizes are right, every key belongs to something. Changes nothing.
 * @throws Error when the folder is in use, holds nothing, or is of another format.
 */
export async function checkFolder(dir: string): Promise<FolderReport> {
  let folder: OpenFolder
  try {
    folder = openFolder(dir)
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error
    return { ...nothing, faults: [{ where: "file", what: error.message }], faultCount: 1 }
  }
  try {
    return checkOpenFolder(folder)
  } finally {
    await folder.environment.close()
  }
}

/** The walk of `checkFolder`, for who has the folder open. */
export function checkOpenFolder({ environment: { db }, catalog, view }: OpenFolder): FolderReport {
  const faults: Fault[] = []
  let faultCount = 0
  const complain: Complain = (where, what) => {
    if (faultCount++ < shown) faults.push({ where, what })
  }
  const guarded = <T>(where: string, otherwise: T, walk: () => T): T => {
    try {
      return walk()
    } catch (error) {
      complain(where, `reading stopped: ${reason(error)}`)
      return otherwise
    }
  }
  const all = catalog.list()
  const collections = all.flatMap((entry) =>
    guarded(entry.ns, [], () => [checkCollection(db, view, entry, complain)]),
  )
  const garbageKeys = guarded("catalog", 0, () => checkKeyspaces(db, all, complain))
  const changes = guarded("change log", 0, () => {
    let count = 0
    let last = 0
    for (const { key, value } of entriesOf(view, wholeKeyspace(Keyspace.oplog))) {
      count++
      decodeHeader(key.readBigUInt64BE(4), value.subarray(8))
      if (count > 1 && value.readDoubleBE(0) < last + value.length)
        complain("change log", `change ${count} does not follow the one before it`)
      last = value.readDoubleBE(0)
    }
    return count
  })
  guarded("stored answers", undefined, () => {
    for (const { value } of entriesOf(view, wholeKeyspace(Keyspace.retries))) deserializeDocument(value)
  })
  return { ok: faultCount === 0, collections, changes, garbageKeys, faults, faultCount }
}

/**
 * Compares the keyspaces that hold keys with those the catalog knows.
 * @returns how many keys wait to be cleared.
 */
function checkKeyspaces(db: Database, collections: CollectionEntry[], complain: Complain): number {
  const owners = new Map<number, string>()
  for (const { ns, keyspace, indexes } of collections) {
    const named = [
      { keyspace, name: ns },
      ...indexes.map((index) => ({ ...index, name: `${ns} ${index.name}` })),
    ]
    for (const { keyspace, name } of named) {
      const other = owners.get(keyspace)
      if (other !== undefined) complain(name, `it shares its keys with ${other}`)
      owners.set(keyspace, name)
    }
  }
  const garbage = new Set(numbersUnder(db, "g"))
  const next = db.get(catalogKey("k"))?.readUInt32BE(0) ?? Keyspace.firstFree
  for (const [keyspace, name] of owners) {
    if (keyspace >= next) complain(name, `its keyspace ${keyspace} would be given away again`)
    if (garbage.has(keyspace)) complain(name, `its keyspace ${keyspace} is listed to be cleared`)
  }
  for (const kind of ["m", "n"] as const)
    for (const keyspace of numbersUnder(db, kind))
      if (!owners.has(keyspace)) complain("catalog", `it describes keyspace ${keyspace}, which nothing uses`)
  let garbageKeys = 0
  for (const keyspace of usedKeyspaces(db)) {
    if (owners.has(keyspace)) continue
    const { start, end } = wholeKeyspace(keyspace)
    if (garbage.has(keyspace)) garbageKeys += db.getKeysCount({ start, end })
    else complain("catalog", `keyspace ${keyspace} holds keys and belongs to nothing`)
  }
  return garbageKeys
}

/** The keyspaces the catalog has an entry of that kind for. */
function numbersUnder(db: Database, kind: "g" | "m" | "n"): number[] {
  const start = catalogKey(kind)
  return Array.from(db.getKeys({ start, end: afterPrefix(start) }), (key) => key.readUInt32BE(5))
}

/** The keyspaces of collections and indexes that hold any key, found by leaping from one to the next. */
function* usedKeyspaces(db: Database): Generator<number> {
  for (let start = keyspacePrefix(Keyspace.firstFree); ;) {
    const [key] = db.getKeys({ start, limit: 1 })
    if (!key) return
    const keyspace = key.readUInt32BE(0)
    yield keyspace
    if (keyspace === 0xffffffff) return
    start = keyspacePrefix(keyspace + 1)
  }
}
