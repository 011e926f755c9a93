import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { StartError } from "../start-error.ts"
import { problemOf } from "./error-handler.ts"

type Handler = (req: IncomingMessage, res: ServerResponse) => void

export type Listener = {
  server: Server
  port: number
  /** Hands requests to the application, once it is ready. */
  open: (app: Handler, isReady: () => Promise<boolean>) => void
  close: () => Promise<void>
}

const CHECK_TIMEOUT_MS = 2_000

/**
 * Listens from the first moment, so that /healthz and /readyz answer while the rest still starts.
 * `/healthz`: the process is alive. `/readyz`: it can do its work, database included.
 * @throws StartError
 */
export async function listen(port: number, host: string): Promise<Listener> {
  let app: Handler | null = null
  let isReady = (): Promise<boolean> => Promise.resolve(false)
  const server = createServer((req, res) => {
    if (req.url === "/healthz") return sendJson(res, 200, { status: "ok" })
    if (req.url === "/readyz") {
      void withinTime(isReady()).then((ready) =>
        sendJson(res, ready ? 200 : 503, { status: ready ? "ready" : "starting" }),
      )
      return
    }
    if (app) return app(req, res)
    res.setHeader("Retry-After", "1")
    res.setHeader("Content-Type", "application/problem+json")
    res.statusCode = 503
    res.end(JSON.stringify(problemOf("unavailable", req.headers["accept-language"])))
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new StartError(reasonOf(error, port, host))),
    )
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    server,
    port: typeof address === "object" && address ? address.port : port,
    open: (handler, ready) => {
      app = handler
      isReady = ready
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const withinTime = (check: Promise<boolean>): Promise<boolean> =>
  Promise.race([
    check.catch(() => false),
    new Promise<boolean>((resolve) => setTimeout(resolve, CHECK_TIMEOUT_MS, false).unref()),
  ])

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" })
  res.end(JSON.stringify(body))
}

function reasonOf(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} is taken: stop what uses it, or set PORT to another one.`
  if (error.code === "EACCES") return `Port ${port} may not be used by this user: set PORT to one above 1023.`
  return `Cannot listen on ${host}:${port}: ${error.message}`
}
