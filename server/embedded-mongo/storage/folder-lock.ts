import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** Held while this process may write the folder; two writers would corrupt each other's catalog. */
export type FolderLock = { release(): void }

/** Folders locked by this process: its own pid in the file does not tell two servers of one process apart. */
const held = new Set<string>()

/**
 * Takes the folder for this process. The lock file names the process and when it started: what a dead
 * process left behind, or one whose number was given to another, is taken over.
 * @throws Error when a live process has the folder.
 */
export function lockFolder(dir: string): FolderLock {
  const path = join(dir, "server.lock")
  const folder = `${statSync(dir).dev}:${statSync(dir).ino}`
  if (held.has(folder)) throw new Error(`${dir} is already open in this process`)
  const mine = `${process.pid} ${startTimeOf(process.pid) ?? ""}\n`
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    for (let attempt = 0; !tryLink(draft, path); attempt++) {
      const owner = liveOwner(path)
      if (owner !== null) throw new Error(`${dir} is in use by process ${owner}`)
      if (attempt > 10) throw new Error(`${dir} cannot be locked: ${path} keeps coming back`)
      rmSync(path, { force: true })
    }
  } finally {
    unlinkSync(draft)
  }
  held.add(folder)
  return {
    release: () => {
      held.delete(folder)
      rmSync(path, { force: true })
    },
  }
}

/** A hard link appears whole or not at all, so no other process can read a half-written lock. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false
    throw error
  }
}

/** The process that holds the lock, or null when it is gone. */
function liveOwner(path: string): number | null {
  let text: string
  try {
    text = readFileSync(path, "utf8")
  } catch {
    return null
  }
  const [pidText = "", started = ""] = text.trim().split(" ")
  const pid = Number(pidText)
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null
  // In a container every process is often number 1: a different start time is a different process.
  if (started !== "" && startTimeOf(pid) !== started) return null
  return pid === process.pid ? null : pid
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

/** Linux only: the boot and the clock ticks at which a process started. Elsewhere the number must do. */
function startTimeOf(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    const afterName = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return `${boot}:${afterName[19] ?? ""}`
  } catch {
    return undefined
  }
}
