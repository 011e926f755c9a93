import { CommandError } from "../errors.ts"
import { failGetMore } from "../fail-points/strike.ts"
import { find } from "../planner/find.ts"
import { compileProjection } from "../query/projection.ts"
import { equalValues } from "../values/compare.ts"
import { valuesAt } from "../values/path.ts"
import { encodeKey } from "../values/key-encoding.ts"
import { getOwn, serializeDocument } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { collectionAt, namespaceOf, type Command, type Context } from "./command.ts"
import { countDocuments } from "./count.ts"
import { batchReply, maxBatchBytes, openCursor } from "./cursor-reply.ts"
import { booleanField, countField, documentField, numberField, wrongType } from "./fields.ts"
import { ResultsSource } from "./results-source.ts"
import { optional } from "./write.ts"

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
  if (!collection) {
    find(view, emptyCollection, request)
    return batchReply("firstBatch", 0n, ns, { documents: [], isDone: true })
  }
  const results = find(view, collection, request)
  const source = new ResultsSource(
    results,
    project ? ({ document }) => serializeDocument(project(document)) : ({ raw }) => raw,
    request.limit,
  )
  return openCursor(context, source, options)
}

/** The common part of find and explain. */
export function findRequestOf({ body, deadline, startedAt }: Context) {
  const limit = numberField(body, "limit") ?? 0
  const sort = documentField(body, "sort")
  const constants = documentField(body, "let")
  return {
    filter: documentField(body, "filter") ?? {},
    ...(sort && { sort }),
    ...(optional(body, "hint") !== undefined && { hint: optional(body, "hint") }),
    skip: countField(body, "skip") ?? 0,
    limit: Math.abs(limit),
    options: { now: startedAt, ...(constants && { let: constants }) },
    deadline,
  }
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

function count(context: Context): Reply {
  const { body, view } = context
  const collection = collectionAt(context, namespaceOf(context))
  if (!collection) return { body: { n: 0 } }
  const limit = Math.abs(numberField(body, "limit") ?? 0)
  const n = countDocuments(view, collection, {
    filter: documentField(body, "query") ?? {},
    ...(optional(body, "hint") !== undefined && { hint: optional(body, "hint") }),
    skip: countField(body, "skip") ?? 0,
    limit,
    options: { now: context.startedAt },
    deadline: context.deadline,
  })
  return { body: { n } }
}

/** Distinct values, arrays taken apart; equal numbers of different types are one. */
function distinct(context: Context): Reply {
  const { body, view, deadline } = context
  const collection = collectionAt(context, namespaceOf(context))
  const key = getOwn(body, "key")
  if (typeof key !== "string") throw wrongType("distinct.key", key, "string")
  const values: unknown[] = []
  const known = new Map<string, unknown[]>()
  if (!collection) return { body: { values } }
  const filter = documentField(body, "query") ?? {}
  const hint = optional(body, "hint")
  const results = find(view, collection, { filter, deadline, ...(hint !== undefined && { hint }) })
  for (let found = results.next(); found; found = results.next())
    for (const value of valuesAt(found.document, key).flatMap((each): unknown[] =>
      Array.isArray(each) ? each : [each],
    )) {
      if (value === undefined) continue
      // A key may be cut, so equal keys are compared by value too.
      const name = Buffer.from(encodeKey([value], [1])).toString("latin1")
      const same = known.get(name)
      if (same?.some((other) => equalValues(other, value))) continue
      if (same) same.push(value)
      else known.set(name, [value])
      values.push(value)
    }
  return { body: { values } }
}

/** What a query on a collection that does not exist is checked against. */
const emptyCollection = {
  ns: "",
  keyspace: 0xffffffff,
  options: {},
  indexes: [],
  nextRid: 1,
  dropped: false,
} as unknown as Parameters<typeof find>[1]

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
]
const findRefused = ["min", "max", "returnKey", "showRecordId", "tailable", "awaitData", "oplogReplay"]

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
  distinct: {
    run: distinct,
    fields: ["key", "query", "hint", "collation"],
    inTransaction: true,
    readsSnapshots: "own",
  },
}
