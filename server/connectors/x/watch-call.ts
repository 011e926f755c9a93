import { type IncomingMessage } from "node:http"
import { type Socket } from "node:net"
import { type ITwitterApiClientPlugin } from "twitter-api-v2"
import { CallError } from "./call-failure.ts"

/** A page of 100 posts weighs about 300 kB. */
const LARGEST_ANSWER = 20 * 1024 * 1024

type StopReason = "timeout" | "stopped" | "too large"

/**
 * Follows one call of the library from outside: ends it in time, and knows whether the request may have left.
 * The deadline covers the whole call: the library's own timeout starts again with every byte received.
 */
export function watchCall(signal: AbortSignal, timeoutMs: number) {
  const controller = new AbortController()
  let reason: StopReason | null = null
  let written = false
  let status = 0
  const stop = (why: StopReason) => {
    reason ??= why
    controller.abort()
  }
  const onAbort = () => stop("stopped")
  signal.addEventListener("abort", onAbort, { once: true })
  const deadline = setTimeout(() => stop("timeout"), timeoutMs)

  const onResponse = (res: IncomingMessage) => {
    status = res.statusCode ?? 0
    let size = 0
    res.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size > LARGEST_ANSWER) stop("too large")
    })
  }
  const onSocket = (socket: Socket) => {
    // Nothing of the request leaves before the connection, and its encryption, are made.
    socket.once("encrypted" in socket ? "secureConnect" : "connect", () => (written = true))
  }
  const plugin: ITwitterApiClientPlugin = {
    onBeforeRequestConfig: ({ params }) => {
      params.requestEventDebugHandler = (
        event,
        data: { socket?: Socket; res?: IncomingMessage } | undefined,
      ) => {
        if (event === "socket" && data?.socket) onSocket(data.socket)
        if (event === "response" && data?.res) onResponse(data.res)
      }
    },
    onBeforeRequest: ({ requestOptions }) => {
      requestOptions.signal = controller.signal
    },
  }
  return {
    plugin,
    written: () => written,
    status: () => status,
    /** An aborted call may look like any failure, or like a short answer: the reason decides. */
    throwIfStopped() {
      if (reason === "too large")
        throw new CallError({ kind: "unreadable", status, problem: "the answer is too large" })
      if (reason !== null) throw new CallError({ kind: reason, written })
    },
    end() {
      clearTimeout(deadline)
      signal.removeEventListener("abort", onAbort)
    },
  }
}
