import { groupKeyOf } from "../aggregate/group-key.ts"
import { CommandError } from "../errors.ts"
import { failGetMore } from "../fail-points/strike.ts"
import { find } from "../planner/find.ts"
import { findNothing } from "../planner/find-nothing.ts"
import { compileProjection } from "../query/projection.ts"
import { valuesAt } from "../values/path.ts"
import { deserializeFields, getOwn, serializeDocument } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { collectionAt, namespaceOf, type Command, type Context } from "./command.ts"
import { countDocuments } from "./count.ts"
import { batchReply, maxBatchBytes, openCursor } from "./cursor-reply.ts"
import { booleanField, countField, documentField, numberField, wrongType } from "./fields.ts"
import { ResultsSource } from "./results-source.ts"
import { Turns } from "./turns.ts"
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
    findNothing(view, request)
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

async function count(context: Context): Promise<Reply> {
  const { body, view } = context
  const collection = collectionAt(context, namespaceOf(context))
  if (!collection) return { body: { n: 0 } }
  const limit = Math.abs(numberField(body, "limit") ?? 0)
  const n = await countDocuments(view, collection, {
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
async function distinct(context: Context): Promise<Reply> {
  const { body, view, deadline } = context
  const collection = collectionAt(context, namespaceOf(context))
  const key = getOwn(body, "key")
  if (typeof key !== "string") throw wrongType("distinct.key", key, "string")
  if (!collection) return { body: { values: [] } }
  const filter = documentField(body, "query") ?? {}
  const hint = optional(body, "hint")
  const results = find(view, collection, { filter, deadline, ...(hint !== undefined && { hint }) })
  const fields = new Set([key.split(".")[0] ?? key])
  const known = new Map<unknown, unknown>()
  await new Turns().read(results, ({ raw }) => {
    for (const found of valuesAt(deserializeFields(raw, fields), key))
      for (const value of Array.isArray(found) ? (found as unknown[]) : [found])
        if (value !== undefined && !known.has(groupKeyOf(value))) known.set(groupKeyOf(value), value)
    return true
  })
  return { body: { values: [...known.values()] } }
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
