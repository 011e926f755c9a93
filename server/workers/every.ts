import { setTimeout as wait } from "node:timers/promises"

/** What a step may ask for: again at once, or after the usual pause. */
export type StepResult = "again" | "idle"

/**
 * Runs a step for ever, until the signal aborts. One loop for all workers: a step that fails is reported and
 * tried again after the pause; a step with more to do runs again at once.
 */
export async function every(
  pauseMs: number,
  signal: AbortSignal,
  step: () => Promise<StepResult>,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    const result = await step().catch((error: unknown) => {
      if (!signal.aborted) onError(error)
      return "idle" as const
    })
    if (result === "idle") await wait(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}
