import { CommandError } from "../errors.ts"
import { getOwn, hasOwn, type Document } from "../values/bson-value.ts"

/** The commands of MongoDB's Stable API, version 1, in lower case. */
const versionOne = new Set(
  [
    "abortTransaction",
    "aggregate",
    "collMod",
    "commitTransaction",
    "count",
    "create",
    "createIndexes",
    "delete",
    "drop",
    "dropDatabase",
    "dropIndexes",
    "endSessions",
    "explain",
    "find",
    "findAndModify",
    "getMore",
    "hello",
    "insert",
    "killCursors",
    "listCollections",
    "listDatabases",
    "listIndexes",
    "ping",
    "refreshSessions",
    "update",
  ].map((name) => name.toLowerCase()),
)

/**
 * Checks what a client says about the Stable API: it relies on `apiStrict` to be told of what is not in it.
 * @throws CommandError 322 for another version, 323 for what is not in it, 4886600 without a version.
 */
export function checkStableApi(name: string, body: Document): void {
  const version = getOwn(body, "apiVersion")
  if (version === undefined) {
    const option = ["apiStrict", "apiDeprecationErrors"].find((each) => hasOwn(body, each))
    if (option !== undefined) throw new CommandError(4886600, `Provided ${option} without passing apiVersion`)
    return
  }
  if (version !== "1") throw new CommandError("APIVersionError", `API version must be "1"`)
  if (!versionOne.has(name.toLowerCase())) refuseStrict(body, `the command ${name}`)
}

/** @throws CommandError 323 when the client wants only what is in the Stable API, and this is not. */
export function refuseStrict(body: Document, what: string): void {
  if (getOwn(body, "apiStrict") !== true) return
  throw new CommandError("APIStrictError", `Provided apiStrict:true, but ${what} is not in API Version 1.`)
}
