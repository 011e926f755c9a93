import { CommandError, streamError } from "../errors.ts"
import { type Store } from "../storage/store.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"

/** A place in the oplog: at an event, between events, or at the end of what was watched. */
export type Place = { time: bigint; kind: "event" | "between" | "invalidate" }

const kinds = { event: "00", between: "01", invalidate: "02" } as const

/** A token that outlives restarts: the folder it belongs to, and the place in its oplog. */
export function tokenOf(store: Store, { time, kind }: Place): Document {
  return { _data: `82${store.identity}${time.toString(16).padStart(16, "0")}${kinds[kind]}`.toUpperCase() }
}

/**
 * The place a token stands for.
 * @throws CommandError 260 when it is no token, 280 when it is not of this folder, 286 when what
 * followed is forgotten: going on would lose changes in silence.
 */
export function placeOf(store: Store, token: unknown): Place {
  const data = isDocument(token) ? getOwn(token, "_data") : undefined
  const match = typeof data === "string" ? /^82([0-9A-F]{8})([0-9A-F]{16})(00|01|02)$/.exec(data) : null
  if (!match) throw new CommandError("InvalidResumeToken", "the resume token is not one of this server's")
  const [, identity = "", time = "", kind] = match
  if (identity.toLowerCase() !== store.identity) throw notFound()
  const place: Place = {
    time: BigInt(`0x${time}`),
    kind: kind === kinds.event ? "event" : kind === kinds.between ? "between" : "invalidate",
  }
  checkKnown(store, place)
  return place
}

function checkKnown(store: Store, { time, kind }: Place): void {
  if (time < store.oplog.trimmedTo()) throw historyLost()
  if (
    kind === "between" ? time > store.oplog.last : !store.oplog.has(time) && time !== store.oplog.trimmedTo()
  )
    throw notFound()
}

/** Changes a client has not seen are gone. */
export function historyLost(): CommandError {
  return streamError(
    "ChangeStreamHistoryLost",
    "Resume of change stream was not possible, as the resume point may no longer be in the oplog.",
  )
}

function notFound(): CommandError {
  return streamError("ChangeStreamFatalError", "cannot resume stream; the resume token was not found.")
}
