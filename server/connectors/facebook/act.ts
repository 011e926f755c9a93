import { type Effect } from "../connector.ts"
import { barred, CallError, unreadable } from "./call-failure.ts"
import { type GraphCall, type GraphRequest } from "./graph-client.ts"
import { isGoneBody } from "./graph-error.ts"
import { isPair } from "./ids.ts"
import { Done } from "./payloads.ts"

/**
 * Hides, likes or deletes a comment or a visitor's post. What is gone already is as wanted.
 * @throws CallError
 */
export async function actOn(
  call: GraphCall,
  { action, externalId }: Effect,
  signal: AbortSignal,
): Promise<void> {
  if (!isPair(externalId)) throw barred("not_offered", "only posts and comments can be moderated")
  try {
    const answer = await call(requestFor(action, externalId), signal)
    if (!Done.safeParse(answer.body).success) throw unreadable("Facebook did not say that it is done")
  } catch (error) {
    if (!(error instanceof CallError) || error.failure.kind !== "refused" || !isGoneBody(error.failure.body))
      throw error
  }
}

function requestFor(action: Effect["action"], id: string): GraphRequest {
  switch (action) {
    case "hide":
    case "unhide":
      return { method: "POST", path: [id], params: { is_hidden: action === "hide" } }
    case "like":
      return { method: "POST", path: [id, "likes"] }
    case "unlike":
      return { method: "DELETE", path: [id, "likes"] }
    case "delete":
      return { method: "DELETE", path: [id] }
  }
}
