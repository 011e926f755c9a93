import type { IncomingMessage, Server as HttpServer } from "node:http"
import { Server } from "socket.io"
import { Id } from "../../shared/id.ts"
import type { ClientToServer, LiveEvent, ServerToClient } from "../../shared/live-event.ts"
import type { Person } from "../../shared/person.ts"
import type { AppContext } from "../context.ts"
import { personOfToken, sessionIdOf } from "../domain/people/sessions.ts"
import type { StoreChange } from "../store/stores.ts"

type SocketData = { person: Person }

export type GatewayOptions = {
  tokenOf: (cookieHeader: string | undefined) => string | null
  isSameOrigin: (req: IncomingMessage) => boolean
}

export type LiveGateway = { tell: (change: StoreChange) => void; close: () => Promise<void> }

/**
 * Tells browsers what changed. Rooms follow truth 4: agents hear of all threads, heads only of those handed
 * to their departments, and whoever watches one thread hears its messages, replies and timeline.
 */
export function createLiveGateway(
  http: HttpServer,
  ctx: Pick<AppContext, "people" | "sessions" | "threads" | "now" | "log">,
  { tokenOf, isSameOrigin }: GatewayOptions,
): LiveGateway {
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>(http, {
    path: "/api/socket",
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    allowRequest: (req, done) => done(null, isSameOrigin(req)),
  })

  io.use((socket, next) => {
    const token = tokenOf(socket.handshake.headers.cookie)
    const person = token === null ? Promise.resolve(null) : personOfToken(ctx, token)
    person.then(async (found) => {
      if (!found || token === null) return next(new Error("unauthenticated"))
      socket.data.person = found
      await socket.join([`session:${sessionIdOf(token)}`, `person:${found.id}`, ...roomsOf(found)])
      next()
    }, next)
  })

  io.on("connection", (socket) => {
    socket.on("watch", (threadId, done) => {
      if (!Id.safeParse(threadId).success || typeof done !== "function") return
      ctx.threads.findFor(socket.data.person, threadId).then(
        async (thread) => {
          if (thread) await socket.join(`thread:${threadId}`)
          done(thread !== null)
        },
        (error: unknown) => ctx.log.error({ err: error }, "watch failed"),
      )
    })
    socket.on("unwatch", (threadId) => void socket.leave(`thread:${threadId}`))
  })

  const live = (room: string | string[], event: LiveEvent) => void io.to(room).emit("live", event)

  function tell(change: StoreChange): void {
    switch (change.kind) {
      case "thread":
        return tellThread(change.thread)
      case "message":
        return live(`thread:${change.message.threadId}`, { type: "message.changed", message: change.message })
      case "reply":
        return live(`thread:${change.reply.threadId}`, { type: "reply.changed", reply: change.reply })
      case "timeline":
        return live(`thread:${change.event.threadId}`, { type: "timeline.added", event: change.event })
      case "account":
        return live(["desk", "heads"], { type: "account.changed", account: change.account })
      case "entry": {
        const { department } = change.entry
        const rooms = department ? ["desk", `department:${department}`] : ["desk"]
        return live(rooms, { type: "entry.changed", entry: change.entry })
      }
      case "person":
        return void io.in(`person:${change.personId}`).disconnectSockets(true)
      case "session_ended":
        return void io.in(`session:${change.sessionId}`).disconnectSockets(true)
      case "gap":
        // Whoever connects reads everything again.
        return void io.disconnectSockets(true)
    }
  }

  function tellThread(thread: Extract<StoreChange, { kind: "thread" }>["thread"]): void {
    const department = thread.escalation && `department:${thread.escalation.department}`
    live(department ? ["desk", department] : "desk", { type: "thread.changed", thread })
    // It may have been another department's until now: those heads lose it, from their lists and from view.
    const others = department ? io.in("heads").except(department) : io.in("heads")
    others.emit("live", { type: "thread.gone", threadId: thread.id })
    others.socketsLeave(`thread:${thread.id}`)
  }

  return { tell, close: () => io.close() }
}

const roomsOf = ({ role, departments }: Person): string[] =>
  role === "head" ? ["heads", ...departments.map((id) => `department:${id}`)] : ["desk"]
