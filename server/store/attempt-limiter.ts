import type { Connection } from "mongoose"
import { RateLimiterMongo, RateLimiterRes } from "rate-limiter-flexible"

/** Counts attempts in the database, so that a flood meets the same limit on every process. */
export function createAttemptLimiter(
  connection: Connection,
  { name, points, seconds }: { name: string; points: number; seconds: number },
) {
  const limiter = new RateLimiterMongo({
    storeClient: connection,
    dbName: connection.name,
    tableName: "attempts",
    keyPrefix: name,
    points,
    duration: seconds,
  })

  return {
    /** Counts one attempt. Null when it is allowed, else the seconds to wait. */
    async refusedFor(key: string): Promise<number | null> {
      try {
        await limiter.consume(key)
        return null
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000)
        throw refusal
      }
    },
    forget: (key: string): Promise<boolean> => limiter.delete(key),
  }
}
