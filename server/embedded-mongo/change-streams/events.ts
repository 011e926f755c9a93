import { timestampOf } from "../storage/oplog.ts"
import { collectionOf, databaseOf } from "../storage/catalog.ts"
import { type OplogEntry } from "../storage/oplog-entry.ts"
import { type Document } from "../values/bson-value.ts"

/** What a stream watches: one collection, one database, or everything. */
export type Scope = { database: string | undefined; collection: string | undefined }

const internalDatabases = new Set(["admin", "config", "local"])

/** True when a change is the stream's business. */
export function isInScope({ database, collection }: Scope, { ns, op, to }: OplogEntry): boolean {
  const names = op === "rename" && to !== undefined ? [ns, to] : [ns]
  return names.some((name) => {
    if (database === undefined) return !internalDatabases.has(databaseOf(name)) && !isInternal(name)
    if (databaseOf(name) !== database) return false
    if (collection === undefined) return !isInternal(name)
    return op !== "dropDatabase" && collectionOf(name) === collection
  })
}

const isInternal = (ns: string): boolean => collectionOf(ns).startsWith("system.")

/** True when what the stream watches ended with this change. */
export function ends({ database, collection }: Scope, { op }: OplogEntry): boolean {
  if (database === undefined) return false
  return collection === undefined ? op === "dropDatabase" : op === "drop" || op === "rename"
}

/** A change as MongoDB's "Change Events" page describes it, without its document. */
export function eventOf(entry: OplogEntry, token: Document): Document {
  const { op, time, wall, ns, key, change, to, transaction } = entry
  return {
    _id: token,
    operationType: op,
    clusterTime: timestampOf(time),
    wallTime: wall,
    ...(transaction && { txnNumber: transaction.txnNumber, lsid: transaction.lsid }),
    ns: op === "dropDatabase" ? { db: databaseOf(ns) } : namespace(ns),
    ...(to !== undefined && { to: namespace(to) }),
    ...(key && { documentKey: key }),
    ...(change && { updateDescription: change }),
  }
}

/** The last event of a stream whose collection or database is gone. */
export function invalidateEvent({ time, wall }: OplogEntry, token: Document): Document {
  return { _id: token, operationType: "invalidate", clusterTime: timestampOf(time), wallTime: wall }
}

const namespace = (ns: string): Document => ({ db: databaseOf(ns), coll: collectionOf(ns) })
