import { Timestamp } from "bson"
import { runPipeline } from "../aggregate/pipeline.ts"
import { ChangeStream } from "../change-streams/change-stream.ts"
import { placeOf } from "../change-streams/resume-token.ts"
import { Waiting } from "../change-streams/waiting.ts"
import { CommandError, notSupported } from "../errors.ts"
import { compileFilter } from "../query/filter.ts"
import { type Store } from "../storage/store.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { type Context } from "./command.ts"
import { openCursor } from "./cursor-reply.ts"
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
  if (isCluster && (db !== "admin" || collection !== undefined))
    throw new CommandError(
      "InvalidOptions",
      "A $changeStream with 'allChangesForCluster:true' may only be opened on the 'admin' database, and with no collection name",
    )
  const stream = new ChangeStream(store, new Waiting(store.oplog.changes, stopping), {
    scope: { database: isCluster ? undefined : db, collection },
    startAfter: startOf(store, spec),
    looksUp: spec.fullDocument === "updateLookup",
    transform: transformOf(context, stages.slice(1)),
  })
  return openCursor(context, stream, options)
}

/** @returns whether everything is watched. */
function checkOptions(spec: Document): boolean {
  for (const option of Object.keys(spec))
    if (!knownOptions.has(option))
      throw new CommandError(40415, `BSON field '$changeStream.${option}' is an unknown field.`)
  const { fullDocument = "default", fullDocumentBeforeChange = "off", showExpandedEvents = false } = spec
  if (fullDocument === "whenAvailable" || fullDocument === "required")
    throw notSupported(`$changeStream fullDocument '${fullDocument}'`)
  if (fullDocument !== "default" && fullDocument !== "updateLookup")
    throw new CommandError(
      "BadValue",
      `Enumeration value '${String(fullDocument)}' for field '$changeStream.fullDocument' is not a valid value.`,
    )
  if (fullDocumentBeforeChange !== "off") throw notSupported("$changeStream fullDocumentBeforeChange")
  if (showExpandedEvents !== false) throw notSupported("$changeStream showExpandedEvents")
  return spec.allChangesForCluster === true
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
    if (time <= store.oplog.trimmedTo())
      throw new CommandError(
        "ChangeStreamHistoryLost",
        "Resume of change stream was not possible, as the resume point may no longer be in the oplog.",
      )
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

/** The stages behind `$changeStream`, for one event at a time; leading filters are compiled once. */
function transformOf(
  context: Context,
  stages: Document[],
): (event: Document) => Promise<Document | undefined> {
  for (const stage of stages)
    for (const name of Object.keys(stage))
      if (!allowedStages.has(name))
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
