import { setTimeout } from "node:timers/promises"
import { CommandError, errorCodes } from "../errors.ts"
import { getOwn, hasOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type FailPoints } from "./fail-points.ts"

/** Ends the client's connection in place of an answer. */
export class ConnectionCut extends Error {
  override name = "ConnectionCut"
}

/** An error a test asked for; `labels` stand in place of those the server would give it. */
export class PlannedError extends CommandError {
  readonly labels: string[] | undefined

  constructor(code: number, labels: string[] | undefined) {
    super(code, "Failing command via 'failCommand' failpoint")
    this.labels = labels
  }
}

/** The command a fail point may strike. */
export type Struck = { name: string; appName: string | undefined; ns: string }

/**
 * What `failCommand` does to a command before it runs: make it wait, then refuse it or cut its connection.
 * @throws ConnectionCut or PlannedError.
 */
export async function failCommand(points: FailPoints, command: Struck, stopping: AbortSignal): Promise<void> {
  const data = points.strike(
    "failCommand",
    (planned) => concerns(planned, command) && actions.some((action) => asksFor(planned, action)),
  )
  if (!data) return
  if (data.blockConnection === true) await block(toNumber(data.blockTimeMS) ?? 0, stopping)
  if (data.closeConnection === true) throw new ConnectionCut("cut by the fail point 'failCommand'")
  const code = toNumber(data.errorCode)
  if (code !== undefined) throw new PlannedError(code, labelsOf(data))
}

const actions = ["closeConnection", "blockConnection", "errorCode"]

const asksFor = (data: Document, action: string): boolean => hasOwn(data, action) && data[action] !== false

async function block(milliseconds: number, stopping: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal: stopping })
  } catch {
    throw new CommandError("InterruptedAtShutdown", "the server is shutting down")
  }
}

/** The `writeConcernError` that `failCommand` adds to a write's answer, and the labels that go with it. */
export function failWriteConcern(
  points: FailPoints,
  command: Struck,
): { error: unknown; labels: string[] | undefined } | undefined {
  const data = points.strike(
    "failCommand",
    (planned) => hasOwn(planned, "writeConcernError") && concerns(planned, command),
  )
  return data && { error: data.writeConcernError, labels: labelsOf(data) }
}

/**
 * What `failGetMoreAfterCursorCheckout` does to a cursor that is about to be read.
 * @throws PlannedError
 */
export function failGetMore(points: FailPoints): void {
  const data = points.strike("failGetMoreAfterCursorCheckout", () => true)
  if (data) throw new PlannedError(toNumber(data.errorCode) ?? errorCodes.InternalError, labelsOf(data))
}

/** How a retryable write is lost: its answer only, or the write too. */
export type LostWrite = "answer" | "write"

/** What `onPrimaryTransactionalWrite` does to a retryable write of so many statements. */
export function failRetryableWrite(points: FailPoints, statements: number): LostWrite | undefined {
  let lost: LostWrite | undefined
  for (let each = 0; each < statements && lost !== "write"; each++) {
    const data = points.strike("onPrimaryTransactionalWrite", () => true)
    if (!data) continue
    if (hasOwn(data, "failBeforeCommitExceptionCode")) lost = "write"
    else if (data.closeConnection !== false) lost ??= "answer"
  }
  return lost
}

function concerns(data: Document, { name, appName, ns }: Struck): boolean {
  // A fail point that fails its own command could never be switched off again.
  if (name.toLowerCase() === "configurefailpoint") return false
  if (hasOwn(data, "appName") && data.appName !== appName) return false
  if (hasOwn(data, "namespace") && data.namespace !== ns) return false
  if (data.failAllCommands === true) return true
  const commands = getOwn(data, "failCommands")
  return Array.isArray(commands) && commands.some((each) => isSameCommand(each, name))
}

/** `ismaster` and `findandmodify` are other spellings; `hello` is a command of its own. */
const isSameCommand = (planned: unknown, name: string): boolean =>
  typeof planned === "string" && planned.toLowerCase() === name.toLowerCase()

function labelsOf(data: Document): string[] | undefined {
  const labels = getOwn(data, "errorLabels")
  return Array.isArray(labels) ? labels.filter((label) => typeof label === "string") : undefined
}

/** @returns the first thing that is wrong with the data of `failCommand`. */
export function wrongFailCommandData(data: Document): string | undefined {
  const { failCommands, errorCode, blockConnection, blockTimeMS, errorLabels, writeConcernError } = data
  if (failCommands !== undefined && !Array.isArray(failCommands)) return "failCommands must be an array"
  if (errorCode !== undefined && toNumber(errorCode) === undefined) return "errorCode must be a number"
  if (blockConnection === true && toNumber(blockTimeMS) === undefined)
    return "blockTimeMS is required when blockConnection is true"
  if (errorLabels !== undefined && !Array.isArray(errorLabels)) return "errorLabels must be an array"
  if (writeConcernError !== undefined && !isDocument(writeConcernError))
    return "writeConcernError must be an object"
  return undefined
}
