import { createServer, type Socket } from "node:net"
import { rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { dispatch, errorReply } from "./commands/dispatch.ts"
import { CommandError } from "./errors.ts"
import { type Client, type Services } from "./commands/command.ts"
import { FailPoints } from "./fail-points/fail-points.ts"
import { checkListen, listen, type Listen } from "./listen.ts"
import { startMaintenance } from "./maintenance.ts"
import { Cursors } from "./sessions/cursors.ts"
import { Sessions, type SessionLimits } from "./sessions/sessions.ts"
import { Snapshots } from "./sessions/snapshots.ts"
import { GuessLimit } from "./sign-in/guess-limit.ts"
import { credentialsFor } from "./sign-in/open-gate.ts"
import { SignIn, type Gate } from "./sign-in/sign-in.ts"
import { type OplogLimits } from "./storage/oplog.ts"
import { Store } from "./storage/store.ts"
import { Connection } from "./wire/connection.ts"
import { legacyReply, maxMessageBytes, messageReply, type Request } from "./wire/message.ts"
import { encodeReply } from "./wire/reply.ts"

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
  /** What a driver takes; a port with sign-in wants the user and the password besides. */
  uri: string
  close(): Promise<void>
  /** Does now what is otherwise done every minute: expired documents, idle cursors, old sessions. */
  maintain(): Promise<void>
}

/** Says where the folder's server is reached, while it runs. */
export const addressFile = (dir: string): string => join(dir, "address")

/** Enough for every message of a handshake; a client that has not signed in may send no longer one. */
const maxBytesBeforeSignIn = 64 * 1024

/**
 * Opens the folder and serves it.
 * @throws Error with one clear line when the folder is in use, damaged or of another format, or when it
 * cannot be listened to as asked.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dir, now = Date.now, log = () => undefined } = options
  checkListen(options.listen)
  const store = new Store({ dir: resolve(dir), ...(options.oplog && { oplog: options.oplog }) })
  const stopping = new AbortController()
  const connections = new Set<Connection>()
  let created = 0
  const server = createServer()
  try {
    const auth = "socket" in options.listen ? false : options.listen.auth
    const gate: Gate = {
      isRequired: auth !== false,
      isPrivate: "socket" in options.listen,
      credentials: await credentialsFor(store, auth),
      guesses: new GuessLimit(now, stopping.signal),
      now,
    }
    const { uri, address, cleanUp } = await listen(server, options.listen)
    const cursors = new Cursors(now, options.cursorTimeoutMs)
    // For the commands that ask a running server; the folder is its owner's.
    writeFileSync(addressFile(dir), uri, { mode: 0o600 })
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
      const client: Client = { id: ++created, appName: undefined, signIn: new SignIn(gate) }
      const connection = new Connection(
        socket,
        (request) => answer(services, client, request, log),
        () => connections.delete(connection),
        () => (client.signIn.isOpen ? maxMessageBytes : maxBytesBeforeSignIn),
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
      rmSync(addressFile(dir), { force: true })
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
