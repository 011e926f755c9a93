import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs"
import { type Server } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { type PortAuth } from "./sign-in/open-gate.ts"

const loopback = ["127.0.0.1", "::1", "localhost"] as const

/** Where a server is reached: a socket that its owner alone can open, or a port of this machine. */
export type Listen = { socket: string } | { port: number; host?: (typeof loopback)[number]; auth: PortAuth }

export type Listening = { uri: string; address: string; cleanUp: () => void }

/** Longer socket paths do not fit into the operating system's address structure. */
const maxSocketPath = 100

/** @throws Error for a host that other machines could reach. */
export function checkListen(listen: Listen): void {
  if ("socket" in listen || listen.host === undefined) return
  const { host } = listen
  if (!loopback.includes(host))
    throw new Error(
      `refusing to listen on ${String(host)}: nothing is encrypted, so only this machine may connect`,
    )
}

/** Begins to listen. */
export function listen(server: Server, where: Listen): Promise<Listening> {
  return "socket" in where ? listenOnSocket(server, where.socket) : listenOnPort(server, where)
}

async function listenOnPort(server: Server, { port, host = "127.0.0.1" }: { port: number; host?: string }) {
  await started(server, () => server.listen(port, host))
  const bound = server.address()
  const actual = typeof bound === "object" && bound ? bound.port : port
  const address = `${host.includes(":") ? `[${host}]` : host}:${actual}`
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
