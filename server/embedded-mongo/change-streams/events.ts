import { timestampOf } from "../storage/oplog.ts"
import { collectionOf, databaseOf } from "../storage/catalog.ts"
import { type OplogEntry } from "../storage/oplog-entry.ts"
import { type Document } from "../values/bson-value.ts"

/** What a stream watches: one collection, one database, or everything. */
export type Scope = {
  database: string | undefined
  collection: string | undefined
  /** Whether it tells of collections and indexes being made and changed too (`showExpandedEvents`). */
  isExpanded: boolean
}

const expandedOnly = new Set(["create", "createIndexes", "dropIndexes", "modify"])

const internalDatabases = new Set(["admin", "config", "local"])

/** True when a change is the stream's business. */
export function isInScope({ database, collection, isExpanded }: Scope, entry: OplogEntry): boolean {
  const { ns, op, to } = entry
  if (!isExpanded && (expandedOnly.has(op) || isViewDrop(entry))) return false
  const names = op === "rename" && to !== undefined ? [ns, to] : [ns]
  return names.some((name) => {
    if (database === undefined) return !internalDatabases.has(databaseOf(name)) && !isInternal(name)
    if (databaseOf(name) !== database) return false
    if (collection === undefined) return !isInternal(name)
    return op !== "dropDatabase" && collectionOf(name) === collection
  })
}

/** Only collections have a UUID. */
const isViewDrop = ({ op, uuid }: OplogEntry): boolean => op === "drop" && uuid === undefined

const isInternal = (ns: string): boolean => collectionOf(ns).startsWith("system.")

/** True when what the stream watches ended with this change. */
export function ends({ database, collection }: Scope, { op }: OplogEntry): boolean {
  if (database === undefined) return false
  return collection === undefined ? op === "dropDatabase" : op === "drop" || op === "rename"
}

/**
 * A change as MongoDB's "Change Events" page describes it, in the order of its fields on a real server.
 * @param images the documents that go with it, as far as the stream asks for them.
 */
export function eventOf(
  entry: OplogEntry,
  token: Document,
  { isExpanded }: Scope,
  { fullDocument, fullDocumentBeforeChange }: Document,
): Document {
  const { op, time, wall, ns, uuid, key, change, to, transaction, stateBeforeChange } = entry
  const description = isExpanded ? descriptionOf(entry) : undefined
  return {
    _id: token,
    operationType: op,
    clusterTime: timestampOf(time),
    ...(isExpanded && uuid && { collectionUUID: uuid }),
    wallTime: wall,
    ...(transaction && { txnNumber: transaction.txnNumber, lsid: transaction.lsid }),
    ...(fullDocument !== undefined && { fullDocument }),
    ns: op === "dropDatabase" ? { db: databaseOf(ns) } : namespace(ns),
    ...(to !== undefined && { to: namespace(to) }),
    ...(key && { documentKey: key }),
    ...(description && { operationDescription: description }),
    ...(stateBeforeChange && { stateBeforeChange }),
    ...(change && { updateDescription: updateDescription(change, isExpanded) }),
    ...(fullDocumentBeforeChange !== undefined && { fullDocumentBeforeChange }),
  }
}

function descriptionOf({ description, to, dropTarget }: OplogEntry): Document | undefined {
  if (to === undefined) return description
  return { to: namespace(to), ...(dropTarget && { dropTarget }) }
}

function updateDescription(
  { disambiguatedPaths, ...change }: NonNullable<OplogEntry["change"]>,
  isExpanded: boolean,
): Document {
  return isExpanded ? { ...change, disambiguatedPaths: disambiguatedPaths ?? {} } : change
}

/** The last event of a stream whose collection or database is gone. */
export function invalidateEvent({ time, wall }: OplogEntry, token: Document): Document {
  return { _id: token, operationType: "invalidate", clusterTime: timestampOf(time), wallTime: wall }
}

const namespace = (ns: string): Document => ({ db: databaseOf(ns), coll: collectionOf(ns) })
