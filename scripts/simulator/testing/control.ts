import type { viewComment, viewFacebook, viewMessage, viewPagePost } from "../control/facebook-view.ts"
import type { Faults } from "../wire/faults.ts"
import type { viewDirect, viewPost, viewUser, viewWorld } from "../control/view.ts"
import type { askForDeletion } from "../webhooks/deletion.ts"
import type { XHooks } from "../webhooks/x-hooks.ts"
import type { FacebookHooks } from "../webhooks/facebook-hooks.ts"

/** All that an answer of the control plane may hold; a test reads what its call brings. */
type Answer = ReturnType<typeof viewWorld> & {
  user: ReturnType<typeof viewUser>
  post: ReturnType<typeof viewPost>
  direct: ReturnType<typeof viewDirect>
  faults: ReturnType<Faults["list"]>
  facebook: ReturnType<typeof viewFacebook>
  pagePost: ReturnType<typeof viewPagePost>
  comment: ReturnType<typeof viewComment>
  message: ReturnType<typeof viewMessage>
  deletion: Awaited<ReturnType<typeof askForDeletion>>
  webhooks: ReturnType<FacebookHooks["status"]>
  xWebhooks: ReturnType<XHooks["status"]>
  scenarios: { name: string; messages: number }[]
}

/** Drives the control plane as the page does. */
export function controlOf(base: string) {
  async function call(method: string, path: string, body?: unknown) {
    const response = await fetch(`${base}/sim${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const answer = (await response.json()) as Answer
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
    return answer
  }
  return {
    get: (path: string) => call("GET", path),
    post: (path: string, body: unknown = {}) => call("POST", path, body),
    put: (path: string, body: unknown) => call("PUT", path, body),
    delete: (path: string) => call("DELETE", path),
  }
}
