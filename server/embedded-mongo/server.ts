import { createServer, type Server, type Socket } from "node:net"
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { dispatch, errorReply } from "./commands/dispatch.ts"
import { CommandError } from "./errors.ts"
import { type Client, type Services } from "./commands/command.ts"
import { FailPoints } from "./fail-points/fail-points.ts"
import { startMaintenance } from "./maintenance.ts"
import { Cursors } from "./sessions/cursors.ts"
import { Sessions, type SessionLimits } from "./sessions/sessions.ts"
import { Snapshots } from "./sessions/snapshots.ts"
import { type OplogLimits } from "./storage/oplog.ts"
import { Store } from "./storage/store.ts"
import { Connection } from "./wire/connection.ts"
import { legacyReply, messageReply, type Request } from "./wire/message.ts"
import { encodeReply } from "./wire/reply.ts"

export type Listen = { socket: string } | { port: number; host?: string; noAuth: boolean }

export type ServerOptions = {
  dir: string
  listen: Listen
  log?: (message: string, error?: unknown) => void
  /** The clock that idle times are measured with. */
  now?: () => number
  cursorTimeoutMs?: number
  sessions?: Partial<SessionLimits>
  oplog?: Partial<OplogLimits>
  /** How often expired documents, cursors and sessions are looked for; MongoDB's TTL monitor takes a minute. */
  maintenanceMs?: number
  /** Offers what only tests need: `configureFailPoint`. Default: false. */
  testCommands?: boolean
}

export type RunningServer = {
  /** What a driver takes as it is. */
  uri: string
  close(): Promise<void>
  /** Does now what is otherwise done every minute: expired documents, idle cursors, old sessions. */
  maintain(): Promise<void>
}

/** Longer socket paths do not fit into the operating system's address structure. */
const maxSocketPath = 100

/** Opens the folder and serves it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dir, now = Date.now, log = () => undefined } = options
  checkListen(options.listen)
  const store = new Store({ dir: resolve(dir), ...(options.oplog && { oplog: options.oplog }) })
  const stopping = new AbortController()
  const connections = new Set<Connection>()
  let created = 0
  const server = createServer()
  try {
    const { uri, address, cleanUp } = await listen(server, options.listen)
    const cursors = new Cursors(now, options.cursorTimeoutMs)
    const services: Services = {
      store,
      cursors,
      sessions: new Sessions(
        store,
        (key) => cursors.killWhere(({ session }) => session === key),
        now,
        options.sessions,
      ),
      snapshots: new Snapshots(store, now),
      address,
      now,
      startedAt: now(),
      connections: () => ({ current: connections.size, created }),
      stopping: stopping.signal,
      failPoints: new FailPoints(),
      testCommands: options.testCommands ?? false,
    }
    server.on("connection", (socket: Socket) => {
      const client: Client = { id: ++created, appName: undefined }
      const connection = new Connection(
        socket,
        (request) => answer(services, client, request, log),
        () => connections.delete(connection),
      )
      connections.add(connection)
    })
    const maintenance = startMaintenance(services, options.maintenanceMs ?? 60_000, log)
    const close = async (): Promise<void> => {
      stopping.abort()
      const closed = new Promise((resolve) => server.close(resolve))
      const open = [...connections]
      for (const connection of open) connection.close()
      await closed
      // What runs still reads the file, which must not be closed under it.
      await Promise.all(open.map(({ idle }) => idle))
      await maintenance.stop()
      services.sessions.endAll()
      services.snapshots.releaseAll()
      await store.close()
      cleanUp()
    }
    let closing: Promise<void> | undefined
    return { uri, close: () => (closing ??= close()), maintain: () => maintenance.run() }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** A document of the largest size, with the reply around it. */
const maxReplyBytes = 2 * 16 * 1024 * 1024 + 16 * 1024

async function answer(
  services: Services,
  client: Client,
  request: Request,
  log: (message: string, error?: unknown) => void,
): Promise<Buffer[] | undefined> {
  const reply = await dispatch(services, client, request, log)
  if (request.isUnacknowledged) return undefined
  if (request.isLegacyQuery) return legacyReply(request.requestId, reply.body)
  const encoded = encodeReply(reply)
  if (encoded.length <= maxReplyBytes) return messageReply(request.requestId, encoded)
  const refused = errorReply(new CommandError("BSONObjectTooLarge", `the reply has ${encoded.length} bytes`))
  return messageReply(request.requestId, encodeReply({ body: refused }))
}

function checkListen(listen: Listen): void {
  if ("socket" in listen) return
  if (!listen.noAuth)
    throw new Error(
      "listening on TCP needs authentication, which is not built yet: add --no-auth, or use a socket",
    )
  if (listen.host !== undefined && !["127.0.0.1", "::1", "localhost"].includes(listen.host))
    throw new Error(
      `refusing to listen on ${listen.host}: without authentication only this machine may connect`,
    )
}

type Listening = { uri: string; address: string; cleanUp: () => void }

function listen(server: Server, where: Listen): Promise<Listening> {
  return "socket" in where ? listenOnSocket(server, where.socket) : listenOnPort(server, where)
}

async function listenOnPort(server: Server, { port, host = "127.0.0.1" }: { port: number; host?: string }) {
  await started(server, () => server.listen(port, host))
  const bound = server.address()
  const actual = typeof bound === "object" && bound ? bound.port : port
  const address = `${host}:${actual}`
  return { uri: `mongodb://${address}/?directConnection=true`, address, cleanUp: () => undefined }
}

/**
 * The socket's folder is closed to other users: whoever can open the socket is let in. The folder's
 * lock is held already, so a socket file that is there was left behind by a process that is gone.
 */
async function listenOnSocket(server: Server, wanted: string): Promise<Listening> {
  const full = resolve(wanted)
  const isShort = Buffer.byteLength(full) <= maxSocketPath
  const path = isShort ? full : join(mkdtempSync(join(tmpdir(), "mongo-")), "s.sock")
  if (isShort) makePrivate(dirname(path))
  rmSync(path, { force: true })
  await started(server, () => server.listen(path))
  chmodSync(path, 0o600)
  const host = encodeURIComponent(path)
  return {
    uri: `mongodb://${host}/?directConnection=true`,
    address: host,
    cleanUp: () => rmSync(isShort ? path : dirname(path), { force: true, recursive: true }),
  }
}

function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if ((statSync(folder).mode & 0o077) !== 0)
    throw new Error(
      `${folder} must be open to its owner only (mode 0700), as whoever opens the socket is let in`,
    )
}

function started(server: Server, begin: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.once("listening", () => {
      server.off("error", reject)
      resolve()
    })
    begin()
  })
}
