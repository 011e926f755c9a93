import { Timestamp } from "bson"
import { isStageName, runPipeline } from "../aggregate/pipeline.ts"
import { ChangeStream } from "../change-streams/change-stream.ts"
import { afterModes, beforeModes } from "../change-streams/images.ts"
import { historyLost, placeOf } from "../change-streams/resume-token.ts"
import { Waiting } from "../change-streams/waiting.ts"
import { CommandError } from "../errors.ts"
import { compileFilter } from "../query/filter.ts"
import { type Store } from "../storage/store.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { show } from "../values/show.ts"
import { type Reply } from "../wire/reply.ts"
import { type Context } from "./command.ts"
import { openCursor } from "./cursor-reply.ts"
import { booleanField } from "./fields.ts"
import { pipelineEnv } from "./pipeline-env.ts"
import { Turns } from "./turns.ts"

/** The stages MongoDB allows behind `$changeStream`. */
const allowedStages = new Set([
  "$match",
  "$project",
  "$addFields",
  "$set",
  "$unset",
  "$replaceRoot",
  "$replaceWith",
  "$redact",
])

const knownOptions = new Set([
  "fullDocument",
  "fullDocumentBeforeChange",
  "resumeAfter",
  "startAfter",
  "startAtOperationTime",
  "allChangesForCluster",
  "showExpandedEvents",
])

/** True when a command is an aggregation that begins with `$changeStream`. */
export function opensChangeStream(body: Document): boolean {
  const pipeline = getOwn(body, "pipeline")
  const first: unknown = Array.isArray(pipeline) ? pipeline[0] : undefined
  return "aggregate" in body && isDocument(first) && "$changeStream" in first
}

/** Opens a stream of changes of a collection, of the database, or of everything. */
export function openChangeStream(
  context: Context,
  collection: string | undefined,
  stages: Document[],
  options: { ns: string; batchSize: number | undefined },
): Promise<Reply> {
  const { services, db, txn } = context
  const { store, stopping } = services
  context.isChangeStream = true
  if (txn)
    throw new CommandError(
      "OperationNotSupportedInTransaction",
      "Operation not permitted in transaction :: caused by :: Aggregation stage $changeStream cannot run within a multi-document transaction",
    )
  const spec: unknown = stages[0]?.$changeStream
  if (!isDocument(spec)) throw new CommandError(50808, "$changeStream stage expects a document")
  const isCluster = checkOptions(spec)
  checkScope(db, collection, isCluster)
  const stream = new ChangeStream(store, new Waiting(store.oplog.changes, stopping), {
    scope: {
      database: isCluster ? undefined : db,
      collection,
      isExpanded: booleanField(spec, "showExpandedEvents"),
    },
    startAfter: startOf(store, spec),
    images: {
      after: modeOf(spec, "fullDocument", afterModes),
      before: modeOf(spec, "fullDocumentBeforeChange", beforeModes),
    },
    transform: transformOf(context, withoutSplit(stages.slice(1))),
  })
  return openCursor(context, stream, options)
}

function checkScope(db: string, collection: string | undefined, isCluster: boolean): void {
  if (isCluster && (db !== "admin" || collection !== undefined))
    throw new CommandError(
      "InvalidOptions",
      "A $changeStream with 'allChangesForCluster:true' may only be opened on the 'admin' database, and with no collection name",
    )
  if (!isCluster && ["admin", "config", "local"].includes(db))
    throw new CommandError(
      "InvalidNamespace",
      `$changeStream may not be opened on the internal ${db} database`,
    )
  if (collection?.startsWith("system.") === true)
    throw new CommandError(
      "InvalidNamespace",
      `$changeStream may not be opened on the internal ${db}.${collection} collection`,
    )
}

/** @returns whether everything is watched. */
function checkOptions(spec: Document): boolean {
  for (const option of Object.keys(spec))
    if (!knownOptions.has(option))
      throw new CommandError(40415, `BSON field '$changeStream.${option}' is an unknown field.`)
  return spec.allChangesForCluster === true
}

/** One of the words an option may be; the first is what it is when it is not given. */
function modeOf<Mode extends string>(spec: Document, option: string, modes: readonly Mode[]): Mode {
  const given = getOwn(spec, option) ?? modes[0]
  const mode = modes.find((known) => known === given)
  if (mode === undefined)
    throw new CommandError(
      "BadValue",
      `Enumeration value '${show(given)}' for field '$changeStream.${option}' is not a valid value.`,
    )
  return mode
}

function startOf(store: Store, spec: Document): bigint {
  const resumeAfter = getOwn(spec, "resumeAfter")
  const startAfter = getOwn(spec, "startAfter")
  const startAt = getOwn(spec, "startAtOperationTime")
  if ([resumeAfter, startAfter, startAt].filter((one) => one !== undefined).length > 1)
    throw new CommandError(50674, "Only one type of resume option is allowed, but multiple were found.")
  if (startAt !== undefined) {
    if (!(startAt instanceof Timestamp))
      throw new CommandError("TypeMismatch", "startAtOperationTime must be a timestamp")
    const time = startAt.toBigInt()
    if (time <= store.oplog.trimmedTo()) throw historyLost()
    return time - 1n
  }
  const token = resumeAfter ?? startAfter
  if (token === undefined) return store.oplog.last
  const place = placeOf(store, token)
  if (place.kind === "invalidate" && resumeAfter !== undefined)
    throw new CommandError(
      "InvalidResumeToken",
      "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification.",
    )
  return place.time
}

const split = "$changeStreamSplitLargeEvent"

/**
 * The stages without the last one when it asks for large events in pieces: none is cut here, as each must
 * fit into a reply.
 */
function withoutSplit(stages: Document[]): Document[] {
  const at = stages.findIndex((stage) => split in stage)
  if (at === -1) return stages
  if (at < stages.length - 1)
    throw new CommandError(7182802, `${split} must be the last stage in the pipeline`)
  const options = stages[at]?.[split]
  if (!isDocument(options) || Object.keys(options).length > 0)
    throw new CommandError(7182800, `${split} expects an empty object`)
  return stages.slice(0, -1)
}

/** The stages behind `$changeStream`, for one event at a time; leading filters are compiled once. */
function transformOf(
  context: Context,
  stages: Document[],
): (event: Document) => Promise<Document | undefined> {
  for (const stage of stages)
    for (const name of Object.keys(stage))
      if (!isStageName(name)) throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`)
      else if (!allowedStages.has(name))
        throw new CommandError("IllegalOperation", `${name} is not permitted in a $changeStream pipeline`)
  const firstOther = stages.findIndex((stage) => !isDocument(stage.$match))
  const filters = firstOther === -1 ? stages : stages.slice(0, firstOther)
  const tests = filters.map((stage) => compileFilter(stage.$match as Document, { now: context.startedAt }))
  const rest = stages.slice(filters.length)
  const env = { ...pipelineEnv(context, new Turns()), check: () => undefined }
  if (rest.length > 0) runPipeline([], rest, env)
  return async (event) => {
    if (!tests.every((test) => test(event))) return undefined
    if (rest.length === 0) return event
    for await (const changed of runPipeline([event], rest, env)) return changed
    return undefined
  }
}
