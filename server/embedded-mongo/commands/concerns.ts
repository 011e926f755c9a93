import { CommandError, notSupported } from "../errors.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { show } from "../values/show.ts"
import { type Command } from "./command.ts"

const readLevels = new Set(["local", "available", "majority", "linearizable", "snapshot"])

/** Checks readConcern and writeConcern; with one member every level it can give is the same. */
export function checkConcerns(body: Document, { isWrite }: Command): void {
  const read = getOwn(body, "readConcern")
  if (isDocument(read)) {
    const level = getOwn(read, "level")
    if (level !== undefined && (typeof level !== "string" || !readLevels.has(level)))
      throw new CommandError("FailedToParse", `Unknown read concern level: ${show(level)}`)
    if (getOwn(read, "atClusterTime") !== undefined) throw notSupported("readConcern.atClusterTime")
    if (level === "snapshot" && body.autocommit !== false)
      throw notSupported("readConcern level 'snapshot' outside a transaction")
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
