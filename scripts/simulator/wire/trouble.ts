import { type ServerResponse } from "node:http"
import { setTimeout as wait } from "node:timers/promises"
import { type Faults } from "./faults.ts"

/** One call as faults see it: `route` with `:name` for the variable parts, `path` as it came. */
export type FaultyCall = { method: string; route: string; path: string }

/** Troubles of the road to a network: they happen before it looks at the request. True when the request ends here. */
export async function troubleBefore(
  faults: Faults,
  call: FaultyCall,
  response: ServerResponse,
  unavailablePage: string,
): Promise<boolean> {
  const delay = faults.take("delay", call)
  if (delay) await wait(delay.milliseconds, undefined, { ref: false })
  if (faults.take("reset", call)) {
    response.socket?.resetAndDestroy()
    return true
  }
  if (faults.take("503", call)) {
    response.writeHead(503, { "content-type": "text/html; charset=utf-8" }).end(unavailablePage)
    return true
  }
  return false
}

/** Writes an answer, or loses it on the way: what the network accepted stays accepted. */
export async function answer(
  faults: Faults,
  call: FaultyCall,
  response: ServerResponse,
  { status, headers, body }: { status: number; headers: Record<string, string>; body: Buffer },
): Promise<void> {
  const accepted = status < 300 && call.method !== "GET"
  const lost = accepted ? faults.take("timeout_after_accept", call) : null
  if (lost) {
    await wait(lost.milliseconds, undefined, { ref: false })
    response.socket?.destroy()
    return
  }
  response.writeHead(status, { ...headers, "content-length": body.length })
  if (faults.take("truncated_json", call)) {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy())
    return
  }
  response.end(body)
}
