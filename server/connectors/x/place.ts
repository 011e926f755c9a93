import { z } from "zod"
import { isSnowflake } from "./snowflake.ts"

const Id = z.string().refine(isSnowflake)

/**
 * Where reading of a source stands, as its cursor keeps it. `since`: everything up to there was given. `way`: while the
 * way back to `since` is not finished, how far it has come, so that a restart, or X's limits, cost no page twice.
 */
export type Place = { since: string | null; way: Way | null }

const Way = z.object({
  /** Which of the plan's ways of asking is walked. */
  by: z.number().int().nonnegative(),
  /** The newest element given so far: where `since` will stand in the end. */
  newest: Id.nullable(),
  /** The oldest one: what is older is still to be read. */
  below: Id.nullable(),
  /** X's name for the next page, for lists that cannot be asked by id. */
  token: z.string().nullable(),
  pages: z.number().int().nonnegative(),
  count: z.number().int().nonnegative(),
})
export type Way = z.infer<typeof Way>

const Open = z.object({ since: Id.nullable(), way: Way })

/** A cursor is an id while nothing is open. What is no cursor of ours begins anew: ingest knows what it has. */
export function placeIn(cursor: string | null): Place {
  if (cursor === null) return { since: null, way: null }
  if (isSnowflake(cursor)) return { since: cursor, way: null }
  try {
    return Open.parse(JSON.parse(cursor))
  } catch {
    return { since: null, way: null }
  }
}

export const cursorOf = ({ since, way }: Place): string | null =>
  way === null ? since : JSON.stringify({ since, way })
