import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createServer, type AddressInfo } from "node:net"
import { setTimeout as wait } from "node:timers/promises"

export type DeskProcess = {
  url: string
  child: ChildProcess
  /** Milliseconds from start to ready. */
  startedIn: number
  /** SIGKILL: nothing is said goodbye to. */
  kill: () => Promise<void>
  stop: () => Promise<void>
}

const READY_WITHIN_MS = 60_000

/** A loopback port that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, "close")
  return port
}

/**
 * Starts the built desk as `npm start` does, in a process of its own, and waits until it can work.
 * @throws Error with what it printed, when it ends or is not ready in time
 */
export async function startDesk(port: number, environment: Record<string, string>): Promise<DeskProcess> {
  const began = performance.now()
  const child = spawn(process.execPath, ["scripts/start.mjs", "--no-build"], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", PORT: String(port), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(child, "exit")
  const url = `http://127.0.0.1:${port}`
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - began > READY_WITHIN_MS)
      throw new Error(`the desk did not start: ${output}`)
    await wait(20)
  }
  const end = (signal: NodeJS.Signals) => async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await ended
    }
  }
  return { url, child, startedIn: performance.now() - began, kill: end("SIGKILL"), stop: end("SIGTERM") }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
