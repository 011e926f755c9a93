import type { Batch, IncomingMessage } from "../incoming.ts"
import { type Mapped } from "./map-element.ts"
import { digestOf } from "./revision.ts"

/**
 * How far back each poll reads again. Facebook lists by whole seconds, shows some elements late, and may list in any
 * order: the newest time alone would skip what joins behind it.
 */
const OVERLAP_SECONDS = 10 * 60
/** The first time: what can still be answered in private (7 days, Messenger Platform policy). */
const FIRST_DAYS = 7

/**
 * Where reading stands: the newest time told, and marks of what was told in the overlap, so that it is not told
 * again unless its words change. It holds no position of Facebook's and survives any crash, as lists lose nothing.
 */
type Place = { newest: number; told: string[] }

const PLACE = /^(\d{1,12}):([\w,-]*)$/

function placeIn(cursor: string | null): Place | null {
  const [, newest, told] = PLACE.exec(cursor ?? "") ?? []
  return newest === undefined ? null : { newest: Number(newest), told: told ? told.split(",") : [] }
}

const cursorOf = ({ newest, told }: Place): string => `${newest}:${told.sort().join(",")}`

/** From when on a list must be read to miss nothing after the cursor. */
export function readFrom(cursor: string | null, now: Date): Date {
  const place = placeIn(cursor)
  if (!place) return new Date(now.getTime() - FIRST_DAYS * 24 * 60 * 60_000)
  return new Date((place.newest - OVERLAP_SECONDS - 1) * 1000)
}

/** What of a reading is new since the cursor, oldest first, and the cursor after it. */
export function newsSince(
  cursor: string | null,
  mapped: readonly Mapped[],
  now: Date,
): Pick<Batch, "messages" | "removals" | "unreadable" | "cursor"> {
  const before = placeIn(cursor)
  const known = new Set(before?.told)
  const marked = new Map(mapped.map((one) => [markOf(one), one]))
  // A time ahead of Facebook's own clock must not make us skip what is written until then.
  const times = mapped.map(({ at }) => Math.min(at?.getTime() ?? 0, now.getTime()))
  const newest = Math.max(before?.newest ?? 0, ...times.map((time) => Math.floor(time / 1000)))
  const isRecent = ({ at }: Mapped) => at === null || at.getTime() / 1000 >= newest - OVERLAP_SECONDS - 1
  const told = [...marked].filter(([, one]) => isRecent(one)).map(([mark]) => mark)
  // Lists begin with the newest: of one second, their order is all that tells.
  const fresh = [...marked]
    .filter(([mark]) => !known.has(mark))
    .map(([, one]) => one)
    .reverse()
  return {
    messages: fresh.flatMap(({ message }) => message ?? []).sort(byTime),
    // Lists show what is there, and never say what is not there any more.
    removals: [],
    unreadable: fresh.flatMap(({ unreadable }) => unreadable ?? []),
    cursor: newest > 0 || told.length > 0 ? cursorOf({ newest, told }) : cursor,
  }
}

const markOf = ({ message, unreadable, at }: Mapped): string =>
  digestOf(
    message
      ? `${message.externalId} ${message.revision.id}`
      : JSON.stringify(unreadable?.raw ?? at?.getTime() ?? null),
  ).slice(0, 10)

const byTime = (a: IncomingMessage, b: IncomingMessage): number => a.sentAt.getTime() - b.sentAt.getTime()
