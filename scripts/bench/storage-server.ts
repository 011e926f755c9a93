import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const MAIN = fileURLToPath(new URL("../../server/embedded-mongo/main.ts", import.meta.url))

export type StorageServer = {
  uri: string
  /** Milliseconds from starting the process until it gave its address. */
  startedIn: number
  /** Memory of its own in MB: mapped pages of the file, which the system takes back at will, do not count. */
  privateMemory: () => Promise<number>
  stop: () => Promise<void>
}

/** The embedded server in a process of its own, so that its memory and its time are its own. */
export async function startStorageServer(dir: string): Promise<StorageServer> {
  const began = performance.now()
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, "--dir", dir], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const ended = once(child, "exit")
  const line = await Promise.race([once(child.stdout, "data"), ended])
  if (child.exitCode !== null) throw new Error("the server did not start")
  return {
    uri: String(line[0]).trim(),
    startedIn: performance.now() - began,
    privateMemory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8")
      return Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1]) / 1024
    },
    stop: async () => {
      child.kill("SIGTERM")
      await ended
    },
  }
}

/** The size of the folder's one file in MB. */
export async function fileSize(dir: string): Promise<number> {
  return (await stat(join(dir, "documents.lmdb"))).size / 1024 / 1024
}
