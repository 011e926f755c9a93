import type { Socket } from "socket.io-client"
import { LiveEvent, type ClientToServer, type ServerToClient } from "../../shared/live-event.ts"

export type LinkStatus = "connecting" | "live" | "lost"

/** The live channel, as the desk needs it. Tests pass one of their own. */
export type LiveLink = {
  /** Starts, and tells every event; answers how to stop. */
  open: (onEvent: (event: LiveEvent) => void, onConnect: () => void) => () => void
  /** Follows one thread; `onFollowed` says from when nothing more is missed. Answers how to stop. */
  watch: (threadId: string, onFollowed: () => void) => () => void
  status: () => { status: LinkStatus; since: number }
  subscribe: (listener: () => void) => () => void
}

type DeskSocket = Socket<ServerToClient, ClientToServer>

/** The socket's code is fetched once somebody is signed in: the sign-in page does without. */
async function createSocket(): Promise<DeskSocket> {
  const { io } = await import("socket.io-client")
  return io({
    path: "/api/socket",
    transports: ["websocket"],
    autoConnect: false,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  })
}

/** Live events over Socket.IO, which reconnects by itself. */
export function createLiveLink(): LiveLink {
  let socket: DeskSocket | null = null
  const listeners = new Set<() => void>()
  const watched = new Map<string, () => void>()
  let current: { status: LinkStatus; since: number } = { status: "connecting", since: Date.now() }
  const become = (status: LinkStatus) => {
    if (current.status === status) return
    current = { status, since: Date.now() }
    listeners.forEach((listener) => listener())
  }
  const follow = (threadId: string, onFollowed: () => void) =>
    socket?.emit("watch", threadId, (allowed) => {
      if (allowed && watched.get(threadId) === onFollowed) onFollowed()
    })
  const attach = (opened: DeskSocket, onEvent: (event: LiveEvent) => void, onConnect: () => void) => {
    opened.on("live", (raw: unknown) => {
      const event = LiveEvent.safeParse(raw)
      if (event.success) onEvent(event.data)
    })
    opened.on("connect", () => {
      become("live")
      // A new connection follows nothing yet.
      watched.forEach((onFollowed, threadId) => follow(threadId, onFollowed))
      onConnect()
    })
    opened.on("disconnect", () => become("lost"))
    opened.on("connect_error", () => become("lost"))
    opened.connect()
  }

  return {
    open(onEvent, onConnect) {
      let isWanted = true
      const hurry = () => void (socket && !socket.connected && socket.connect())
      window.addEventListener("online", hurry)
      void createSocket().then((made) => {
        if (!isWanted) return
        socket = made
        attach(made, onEvent, onConnect)
      })
      return () => {
        isWanted = false
        window.removeEventListener("online", hurry)
        socket?.off()
        socket?.disconnect()
        socket = null
      }
    },
    watch(threadId, onFollowed) {
      watched.set(threadId, onFollowed)
      if (socket?.connected) follow(threadId, onFollowed)
      return () => {
        if (watched.get(threadId) === onFollowed) watched.delete(threadId)
        if (socket?.connected) socket.emit("unwatch", threadId)
      }
    },
    status: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
