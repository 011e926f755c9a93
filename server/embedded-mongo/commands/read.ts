import { Waiting } from "../change-streams/waiting.ts"
import { badValue, CommandError } from "../errors.ts"
import { failGetMore } from "../fail-points/strike.ts"
import { find } from "../planner/find.ts"
import { findNothing } from "../planner/find-nothing.ts"
import { type Found } from "../planner/found.ts"
import { compileProjection } from "../query/projection.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { getOwn, serializeDocument } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { collectionAt, namespaceOf, type Command, type Context } from "./command.ts"
import { countDocuments } from "./count.ts"
import { batchReply, maxBatchBytes, openCursor, type CursorOptions } from "./cursor-reply.ts"
import { booleanField, countField, documentField, numberField, wrongType } from "./fields.ts"
import { findRequestOf } from "./find-request.ts"
import { ResultsSource } from "./results-source.ts"
import { TailableSource } from "./tailable-source.ts"
import { findOnView, readView, stagesOfFind } from "./view-reads.ts"
import { resolve } from "./views.ts"

async function runFind(context: Context): Promise<Reply> {
  const { body, view } = context
  const ns = namespaceOf(context)
  const request = findRequestOf(context)
  const projection = documentField(body, "projection")
  const project =
    projection && Object.keys(projection).length > 0
      ? compileProjection(projection, request.filter, request.options)
      : undefined
  const collection = collectionAt(context, ns)
  const options = {
    ns,
    batchSize: countField(body, "batchSize"),
    isSingleBatch: booleanField(body, "singleBatch") || (numberField(body, "limit") ?? 0) < 0,
    neverTimesOut: booleanField(body, "noCursorTimeout"),
  }
  const isTailable = booleanField(body, "tailable")
  if (booleanField(body, "awaitData") && !isTailable)
    throw new CommandError("FailedToParse", "Cannot set 'awaitData' without also setting 'tailable'")
  if (!collection) {
    const resolved = resolve(context.services.store, ns)
    if (resolved.ns !== ns) return findOnView(context, resolved, request, options)
    findNothing(view, request)
    return batchReply("firstBatch", 0n, ns, { documents: [], isDone: true })
  }
  const show = project
    ? ({ document }: Found) => serializeDocument(project(document))
    : ({ raw }: Found) => raw
  if (isTailable) return tail(context, collection, show, options)
  const source = new ResultsSource(find(view, collection, request), show, request.limit)
  return openCursor(context, source, options)
}

/** A cursor that stays open at the end of a capped collection. */
function tail(
  context: Context,
  collection: CollectionEntry,
  show: (found: Found) => Uint8Array,
  options: CursorOptions,
): Promise<Reply> {
  const { body, services, view } = context
  const { filter, sort, options: filterOptions } = findRequestOf(context)
  if (collection.options.capped !== true)
    throw badValue(
      `error processing query: ns=${collection.ns} :: caused by :: tailable cursor requested on non capped collection`,
    )
  if (sort && !(Object.keys(sort).length === 1 && sort.$natural === 1))
    throw badValue("cannot use tailable option with a sort other than {$natural: 1}")
  // A real server keeps no cursor on a collection that is empty: there is no place to go on from.
  if (view.size(collection.keyspace).documents === 0)
    return Promise.resolve(batchReply("firstBatch", 0n, options.ns, { documents: [], isDone: true }))
  const waiting = new Waiting(services.store.oplog.changes, services.stopping)
  const awaitsData = booleanField(body, "awaitData")
  const tailable = { filter, options: filterOptions, show, awaitsData }
  return openCursor(context, new TailableSource(view, collection, waiting, tailable), options)
}

async function getMore(context: Context): Promise<Reply> {
  const { body, db, services, session, txn, txnNumber } = context
  const { cursors, failPoints } = services
  const id = getOwn(body, "getMore")
  const collection = getOwn(body, "collection")
  if (typeof id !== "bigint") throw wrongType("getMore.getMore", id, "long")
  if (typeof collection !== "string") throw wrongType("getMore.collection", collection, "string")
  const cursor = cursors.get(id)
  if (cursor.ns !== `${db}.${collection}`)
    throw new CommandError(
      "Unauthorized",
      `Requested getMore on namespace '${db}.${collection}', but cursor belongs to a different namespace ${cursor.ns}`,
    )
  if (cursor.session !== session?.key)
    throw new CommandError(50738, `Cannot run getMore on cursor ${id}, which was created in another session`)
  if (cursor.txnNumber !== (txn ? txnNumber : undefined))
    throw new CommandError(
      50740,
      `Cannot run getMore on cursor ${id}, which was created in another transaction`,
    )
  const batchSize = countField(body, "batchSize")
  const waitMs = numberField(body, "maxTimeMS")
  context.isChangeStream = cursor.source.isChangeStream === true
  try {
    failGetMore(failPoints)
    const batch = await cursors.using(cursor, () =>
      cursor.source.read({
        documents: batchSize === undefined || batchSize === 0 ? Infinity : batchSize,
        bytes: maxBatchBytes,
        ...(waitMs !== undefined && { waitMs }),
      }),
    )
    if (batch.isDone) cursors.kill(id)
    return batchReply("nextBatch", batch.isDone ? 0n : id, cursor.ns, batch)
  } catch (error) {
    cursors.kill(id)
    throw error
  }
}

function killCursors(context: Context): Reply {
  const { body, services } = context
  namespaceOf(context)
  const ids = getOwn(body, "cursors")
  if (!Array.isArray(ids)) throw wrongType("killCursors.cursors", ids, "array")
  const killed: bigint[] = []
  const missing: bigint[] = []
  for (const id of ids as unknown[]) {
    if (typeof id !== "bigint") throw wrongType("killCursors.cursors", id, "long")
    ;(services.cursors.kill(id) ? killed : missing).push(id)
  }
  return {
    body: { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [] },
  }
}

async function count(context: Context): Promise<Reply> {
  const { body, view } = context
  const ns = namespaceOf(context)
  const filter = documentField(body, "query") ?? {}
  const request = { ...findRequestOf(context), filter }
  const collection = collectionAt(context, ns)
  if (collection) return { body: { n: await countDocuments(view, collection, request) } }
  const resolved = resolve(context.services.store, ns)
  let n = 0
  if (resolved.ns !== ns)
    for await (const counted of readView(context, resolved, [...stagesOfFind(request), { $count: "n" }]))
      n = Number(counted.n)
  return { body: { n } }
}

const findFields = [
  "filter",
  "sort",
  "projection",
  "hint",
  "skip",
  "limit",
  "batchSize",
  "singleBatch",
  "let",
  "allowDiskUse",
  "noCursorTimeout",
  "allowPartialResults",
  "collation",
  "tailable",
  "awaitData",
]
const findRefused = ["min", "max", "returnKey", "showRecordId", "oplogReplay"]

export const readCommands: Record<string, Command> = {
  find: {
    run: runFind,
    fields: findFields,
    refused: findRefused,
    inTransaction: true,
    readsSnapshots: "own",
  },
  getMore: {
    run: getMore,
    fields: ["collection", "batchSize", "term", "lastKnownCommittedOpTime"],
    inTransaction: true,
    readsSnapshots: "cursor",
  },
  killCursors: { run: killCursors, fields: ["cursors"], inTransaction: true },
  count: { run: count, fields: ["query", "limit", "skip", "hint", "collation", "fields"] },
}
