import { type Effect } from "../connector.ts"
import { CallError } from "./call-failure.ts"
import { idOrRefuse } from "./publish.ts"
import { type XCall } from "./x-client.ts"

/**
 * Hides or shows a reply under one of our posts, or deletes a post of ours. What is gone already is as wanted.
 * @throws CallError
 */
export async function actOn(call: XCall, { action, externalId }: Effect, signal: AbortSignal): Promise<void> {
  const id = idOrRefuse(externalId, "id")
  try {
    switch (action) {
      case "hide":
      case "unhide":
        await call(
          { method: "PUT", path: `tweets/${id}/hidden`, body: { hidden: action === "hide" } },
          signal,
        )
        return
      case "delete":
        await call({ method: "DELETE", path: `tweets/${id}` }, signal)
        return
      case "like":
      case "unlike":
        throw new CallError({
          kind: "refused",
          status: 403,
          headers: {},
          body: { title: "Forbidden", detail: "likes are not offered by X's self-serve tiers" },
        })
    }
  } catch (error) {
    if (isGone(error)) return
    throw error
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof CallError && error.failure.kind === "refused" && error.failure.status === 404
