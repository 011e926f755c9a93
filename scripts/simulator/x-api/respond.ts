import { randomBytes } from "node:crypto"
import { type ServerResponse } from "node:http"
import { setTimeout as wait } from "node:timers/promises"
import { type Faults } from "./faults.ts"
import { type ApiReply } from "./reply.ts"

/** The version of the contract that `shared/connectors.md` was drawn from. */
const API_VERSION = "2.167"

const UNAVAILABLE_PAGE =
  "<!DOCTYPE html><html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>x</center></body></html>"

type Call = { method: string; route: string; path: string }

/** Troubles of the road to X: they happen before it looks at the request. True when the request ends here. */
export async function troubleBefore(faults: Faults, call: Call, response: ServerResponse): Promise<boolean> {
  const delay = faults.take("delay", call)
  if (delay) await wait(delay.milliseconds, undefined, { ref: false })
  if (faults.take("reset", call)) {
    response.socket?.resetAndDestroy()
    return true
  }
  if (faults.take("503", call)) {
    response.writeHead(503, { "content-type": "text/html; charset=utf-8" }).end(UNAVAILABLE_PAGE)
    return true
  }
  return false
}

/** Writes an answer, or loses it on the way: what X accepted stays accepted. */
export async function respond(
  faults: Faults,
  call: Call,
  response: ServerResponse,
  reply: ApiReply,
): Promise<void> {
  const accepted = reply.status < 300 && call.method !== "GET"
  const lost = accepted ? faults.take("timeout_after_accept", call) : null
  if (lost) {
    await wait(lost.milliseconds, undefined, { ref: false })
    response.socket?.destroy()
    return
  }
  const json = Buffer.from(JSON.stringify(reply.body))
  response.writeHead(reply.status, {
    "content-type": contentType(reply.status),
    "content-length": json.length,
    "cache-control": "no-cache, no-store, max-age=0",
    "api-version": API_VERSION,
    "x-transaction-id": randomBytes(8).toString("hex"),
    "x-response-time": "12",
    ...reply.headers,
  })
  if (faults.take("truncated_json", call)) {
    response.write(json.subarray(0, Math.floor(json.length / 2)), () => response.socket?.destroy())
    return
  }
  response.end(json)
}

const contentType = (status: number): string =>
  status >= 400 ? "application/problem+json; charset=utf-8" : "application/json; charset=utf-8"
