import http, { type IncomingMessage } from "node:http"
import https from "node:https"
import type { Socket } from "node:net"
import { CallError } from "./call-failure.ts"
import { type RawAnswer } from "./watch-call.ts"

const LARGEST_ANSWER = 1024 * 1024

export type GraphFile = { field: string; bytes: Buffer; mime: string }

type Sending = {
  url: URL
  /** Besides the file; holds the token, which so is in no address. */
  fields: Record<string, string>
  file: GraphFile
  signal: AbortSignal
  timeoutMs: number
  agents: { httpAgent: http.Agent; httpsAgent: https.Agent }
}

/**
 * One POST of a file as `multipart/form-data`. Meta's library sends an empty body instead (24.0.1), so this goes past
 * it. Follows no redirection. Resolves with the answer whatever its status.
 * @throws CallError when no whole answer came
 */
export async function sendFile({ url, fields, file, timeoutMs, ...how }: Sending): Promise<RawAnswer> {
  if (how.signal.aborted) throw new CallError({ kind: "stopped", written: false })
  const { body, type } = await formOf(fields, file)
  const deadline = AbortSignal.timeout(timeoutMs)
  const signal = AbortSignal.any([how.signal, deadline])
  let written = false
  try {
    const answer = await new Promise<IncomingMessage>((settle, reject) => {
      const isTls = url.protocol === "https:"
      const request = (isTls ? https : http).request(url, {
        method: "POST",
        agent: isTls ? how.agents.httpsAgent : how.agents.httpAgent,
        headers: { "content-type": type, "content-length": body.length },
        signal,
      })
      request.once("socket", (socket: Socket) => {
        socket.once(isTls ? "secureConnect" : "connect", () => (written = true))
      })
      request.once("response", settle)
      request.once("error", reject)
      request.end(body)
    })
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: parse(await textOf(answer)) }
  } catch (error) {
    if (how.signal.aborted) throw new CallError({ kind: "stopped", written })
    if (deadline.aborted) throw new CallError({ kind: "timeout", written })
    const code = error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN"
    throw new CallError({ kind: "lost", written, code })
  }
}

async function formOf(fields: Record<string, string>, { field, bytes, mime }: GraphFile) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set(field, new Blob([new Uint8Array(bytes)], { type: mime }), "picture.jpg")
  const encoded = new Response(form)
  return {
    type: encoded.headers.get("content-type") ?? "",
    body: Buffer.from(await encoded.arrayBuffer()),
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > LARGEST_ANSWER) throw new Error("the answer is too large")
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
