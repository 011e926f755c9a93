import { CallError } from "./call-failure.ts"
import { errorOf } from "./graph-error.ts"

const MINUTE_MS = 60_000
/** How long nothing is written after Facebook blocked a write, doubled each time it blocks again at once. */
const FIRST_PAUSE_MS = 30 * MINUTE_MS
const LONGEST_PAUSE_MS = 24 * 60 * MINUTE_MS

/**
 * Lets writes through as a careful person would send them. Facebook takes many equal replies in a row for abuse and
 * then blocks the whole Page: public replies are spread out, and once it blocks, everything waits.
 */
export function createWriteGate(repliesPerMinute: number, now: () => Date) {
  let recent: number[] = []
  let pausedUntil = 0
  let pauseMs = FIRST_PAUSE_MS

  const held = (reason: "rate_limited" | "blocked_by_policy", until: number, detail: string) =>
    new CallError({ kind: "held", reason, until: new Date(until), detail })

  const refuseWhilePaused = (): void => {
    if (now().getTime() < pausedUntil)
      throw held("blocked_by_policy", pausedUntil, "Facebook has blocked what this Page writes")
  }

  return {
    /**
     * Makes a write, unless it must wait.
     * @throws CallError
     */
    async pass<T>(kind: "public reply" | "other", write: () => Promise<T>): Promise<T> {
      refuseWhilePaused()
      if (kind === "public reply") takeTurn()
      try {
        const result = await write()
        if (now().getTime() >= pausedUntil) pauseMs = FIRST_PAUSE_MS
        return result
      } catch (error) {
        throw isBlocked(error) ? pause(error) : error
      }
    },
  }

  function takeTurn(): void {
    const at = now().getTime()
    recent = recent.filter((time) => at - time < MINUTE_MS)
    const [first] = recent
    if (first !== undefined && recent.length >= repliesPerMinute)
      throw held("rate_limited", first + MINUTE_MS, `${repliesPerMinute} public replies a minute`)
    recent.push(at)
  }

  function pause(error: CallError): CallError {
    pausedUntil = now().getTime() + pauseMs
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    const refusal = error.failure.kind === "refused" ? errorOf(error.failure.body) : null
    // About the Page and not about these words: they may leave when the restriction ends.
    return refusal?.code === 10 ? held("blocked_by_policy", pausedUntil, refusal.words) : error
  }
}

/** 368: abuse, in Facebook's eyes. 10/1893063: the Page may write no messages for a time. */
function isBlocked(error: unknown): error is CallError {
  if (!(error instanceof CallError) || error.failure.kind !== "refused") return false
  const refusal = errorOf(error.failure.body)
  return refusal !== null && (refusal.code === 368 || (refusal.code === 10 && refusal.subcode === 1893063))
}
