import type { AppContext } from "../context.ts"
import { forgetPerson } from "../domain/privacy/forget-person.ts"
import type { StepResult } from "./every.ts"

type Deps = Parameters<typeof forgetPerson>[0] & Pick<AppContext, "deletions">

/** Long enough for thousands of messages; a crash begins again, and finds less to do. */
const LEASE_MS = 10 * 60_000

/** Carries out the request to be forgotten that waits longest. */
export async function carryOutDeletion(deps: Deps): Promise<StepResult> {
  const now = deps.now()
  const request = await deps.deletions.claim(now, new Date(now.getTime() + LEASE_MS))
  if (!request) return "idle"
  if (request.personExternalId !== null) {
    const erased = await forgetPerson(deps, request.network, request.personExternalId)
    await deps.deletions.progress(request.code, erased)
  }
  await deps.deletions.finish(request.code, deps.now())
  return "again"
}
