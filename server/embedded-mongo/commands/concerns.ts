import { CommandError } from "../errors.ts"
import { getOwn, hasOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { show } from "../values/show.ts"
import { isTransactionEnd, type Command } from "./command.ts"

const readLevels = new Set(["local", "available", "majority", "linearizable", "snapshot"])

/** Checks readConcern and writeConcern; with one member every level it can give is the same. */
export function checkConcerns(name: string, body: Document, { isWrite, readsSnapshots }: Command): void {
  if (body.autocommit === false && !isTransactionEnd(name)) checkInTransaction(body)
  const read = getOwn(body, "readConcern")
  if (isDocument(read)) {
    const level = getOwn(read, "level")
    if (level !== undefined && (typeof level !== "string" || !readLevels.has(level)))
      throw new CommandError("FailedToParse", `Unknown read concern level: ${show(level)}`)
    if (hasOwn(read, "atClusterTime") && level !== "snapshot")
      throw new CommandError(
        "InvalidOptions",
        "readConcern.atClusterTime is only allowed with the level 'snapshot'",
      )
    if (level === "snapshot" && body.autocommit !== false && !readsSnapshots)
      throw new CommandError(
        "InvalidOptions",
        `Command ${name} does not support readConcern level 'snapshot' :: caused by :: read concern not supported`,
      )
  }
  const write = getOwn(body, "writeConcern")
  if (!isDocument(write) || !isWrite) return
  const w = getOwn(write, "w")
  if (typeof w === "string" && w !== "majority")
    throw new CommandError(
      "UnknownReplWriteConcern",
      `No write concern mode named '${w}' found in replica set configuration`,
    )
}

const transactionLevels: unknown[] = [undefined, "local", "majority", "snapshot"]

/** A transaction reads at the level its first command chose, and is acknowledged by its commit. */
function checkInTransaction(body: Document): void {
  if (hasOwn(body, "writeConcern"))
    throw new CommandError(
      "InvalidOptions",
      "writeConcern is not allowed within a multi-statement transaction",
    )
  if (!hasOwn(body, "readConcern")) return
  if (body.startTransaction !== true)
    throw new CommandError(
      "InvalidOptions",
      "Only the first command in a transaction may specify a readConcern",
    )
  const level = isDocument(body.readConcern) ? getOwn(body.readConcern, "level") : undefined
  if (!transactionLevels.includes(level))
    throw new CommandError(
      "InvalidOptions",
      "The readConcern level must be either 'local' (default), 'majority' or 'snapshot' in order to run in a transaction",
    )
}

/**
 * The `writeConcernError` of a write that was stored but asked for more members than there are.
 * Every acknowledged write is on disk: `majority` and `j` ask for nothing more.
 */
export function writeConcernError(body: Document): Document | undefined {
  const write = getOwn(body, "writeConcern")
  const w = isDocument(write) ? toNumber(getOwn(write, "w")) : undefined
  if (w === undefined || w <= 1) return undefined
  return { code: 100, codeName: "UnsatisfiableWriteConcern", errmsg: "Not enough data-bearing nodes" }
}
