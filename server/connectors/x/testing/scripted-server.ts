import { readFileSync } from "node:fs"
import http from "node:http"
import https from "node:https"
import { type AddressInfo } from "node:net"
import { join } from "node:path"

export type Seen = {
  method: string
  path: string
  query: Record<string, string>
  headers: http.IncomingHttpHeaders
  body: unknown
}
export type Reaction = (res: http.ServerResponse, seen: Seen) => void

/** A certificate for localhost and 127.0.0.1 that nobody signed; made with openssl, good for a hundred years. */
const pem = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8")
export const loopbackCertificate = () => pem("loopback-cert.pem")

export type ScriptedServer = {
  url: string
  /** Everything that arrived, in order. */
  seen: Seen[]
  /** Reactions to the next requests, one each. */
  script: (...reactions: Reaction[]) => void
  /** The reaction to requests the script does not cover. */
  otherwise: (reaction: Reaction) => void
  /** Resolves when a request has arrived. */
  arrival: () => Promise<Seen>
  close: () => Promise<void>
}

/** A server on a port of its own that answers what the test tells it to. */
export async function startScriptedServer({ tls = false } = {}): Promise<ScriptedServer> {
  const seen: Seen[] = []
  const waiting: Reaction[] = []
  let rest: Reaction = answer(500, { title: "The test did not script this request" })
  let onArrival: ((one: Seen) => void)[] = []
  const listener: http.RequestListener = (req, res) => {
    const chunks: Buffer[] = []
    req.on("data", (chunk: Buffer) => chunks.push(chunk))
    req.on("end", () => {
      const one = readRequest(req, Buffer.concat(chunks))
      seen.push(one)
      ;(waiting.shift() ?? rest)(res, one)
      for (const tell of onArrival.splice(0)) tell(one)
    })
  }
  const server = tls
    ? https.createServer({ key: pem("loopback-key.pem"), cert: pem("loopback-cert.pem") }, listener)
    : http.createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    seen,
    script: (...reactions) => waiting.push(...reactions),
    otherwise: (reaction) => (rest = reaction),
    arrival: () => new Promise((resolve) => (onArrival = [...onArrival, resolve])),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function readRequest(req: http.IncomingMessage, bytes: Buffer): Seen {
  const url = new URL(req.url ?? "/", "http://loopback")
  const type = req.headers["content-type"] ?? ""
  return {
    method: req.method ?? "",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: req.headers,
    body: type.includes("json")
      ? (JSON.parse(bytes.toString()) as unknown)
      : (formIn(type, bytes) ?? bytes.toString()),
  }
}

/** The fields of a `multipart/form-data` body, as bytes; null when it is none. */
function formIn(type: string, bytes: Buffer): Record<string, Buffer> | null {
  const boundary = /^multipart\/form-data; ?boundary=(.+)$/.exec(type)?.[1]
  if (boundary === undefined) return null
  // Latin-1 keeps every byte as one character.
  const parts = bytes.toString("latin1").split(`--${boundary}`).slice(1, -1)
  const fields = parts.map((part): [string, Buffer] => {
    const head = part.indexOf("\r\n\r\n")
    const name = /name="([^"]*)"/.exec(part.slice(0, head))?.[1] ?? ""
    return [name, Buffer.from(part.slice(head + 4, -2), "latin1")]
  })
  return Object.fromEntries(fields)
}

/** An answer in X's form. */
export const answer =
  (status: number, body: unknown, headers: http.OutgoingHttpHeaders = {}): Reaction =>
  (res) => {
    const type = status < 400 ? "application/json; charset=utf-8" : "application/problem+json"
    res.writeHead(status, { "content-type": type, ...headers }).end(JSON.stringify(body))
  }

/** A proxy's page. */
export const page =
  (status: number, html = "<html><body>Service unavailable</body></html>"): Reaction =>
  (res) =>
    res.writeHead(status, { "content-type": "text/html" }).end(html)

/** An answer that says it is longer than what comes, and the connection dies. */
export const cutAnswer =
  (status: number, body: unknown): Reaction =>
  (res) => {
    const text = JSON.stringify(body)
    res.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
    res.write(text.slice(0, text.length / 2), () => res.socket?.destroy())
  }

/** The whole answer came, and it is half a JSON text. */
export const truncatedJson =
  (status: number, body: unknown): Reaction =>
  (res) =>
    res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body).slice(0, 40))

/** The request was read, then the connection dies. */
export const hangUp: Reaction = (res) => res.socket?.resetAndDestroy()

/** The request was read, and nothing ever comes. */
export const silence: Reaction = () => undefined
