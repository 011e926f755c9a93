import type { Batch } from "../incoming.ts"
import { newestOf } from "./snowflake.ts"
import { type SourcePlan } from "./source-reader.ts"

/** Most readings of one plan in a row: a thousand posts each. */
const MOST_READINGS = 5

/**
 * Reads several searches as one source with one cursor: each back to it. What one failed to bring, the next reading
 * brings, as the cursor moves only when all are read.
 * @throws CallError
 */
export async function readTogether(
  plans: readonly SourcePlan[],
  cursor: string | null,
  readSource: (plan: SourcePlan, cursor: string | null) => Promise<Batch>,
  quiet: Batch,
): Promise<Batch> {
  const whole: Batch = { ...quiet, cursor, reached: "all" }
  for (const plan of plans) {
    let at: string | null = cursor
    for (let readings = 0; readings < MOST_READINGS; readings += 1) {
      const batch = await readSource(plan, at)
      whole.messages.push(...batch.messages)
      whole.unreadable.push(...batch.unreadable)
      if (batch.nextPollAt > whole.nextPollAt) whole.nextPollAt = batch.nextPollAt
      at = batch.cursor
      if (batch.reached !== "more") {
        whole.cursor = newestOf(whole.cursor, at)
        if (batch.reached === "lost") whole.reached = "lost"
        break
      }
      if (readings + 1 === MOST_READINGS) whole.reached = "lost"
    }
  }
  whole.messages.sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime())
  return whole
}
