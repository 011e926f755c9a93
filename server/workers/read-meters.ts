import type { AppContext } from "../context.ts"
import type { StepResult } from "./every.ts"

type Deps = Pick<AppContext, "accounts" | "connectorOf" | "meters" | "now">

/** Stores what each connector's meter shows since it was last read. */
export async function readMeters(deps: Deps): Promise<StepResult> {
  for (const { id } of await deps.accounts.list()) {
    const reading = deps.connectorOf(id)?.meter()
    if (reading && (reading.quotas.length > 0 || reading.spentUsd > 0))
      await deps.meters.record(id, reading.quotas, reading.spentUsd, deps.now())
  }
  return "idle"
}
