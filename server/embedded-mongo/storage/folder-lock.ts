import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { threadId } from "node:worker_threads"

/** Held while this process may write the folder; two writers would corrupt each other's catalog. */
export type FolderLock = {
  release(): void
  /** True when the process before this one ended soon after its start, without closing the folder. */
  followsEarlyDeath: boolean
}

/** A process that dies again and again at what it reads lives no longer. */
const earlyMs = 5 * 60_000

/**
 * Takes the folder for this process. The lock file names the process and when it started: what a dead
 * process left behind, or one whose number was given to another, is taken over.
 * @throws Error when a live process has the folder.
 */
export function lockFolder(dir: string): FolderLock {
  const path = pathOf(dir)
  const mine = `${process.pid} ${threadId} ${startTimeOf(process.pid) ?? ""}\n`
  const draft = `${path}.${process.pid}.${threadId}`
  writeFileSync(draft, mine)
  let followsEarlyDeath = false
  try {
    for (let attempt = 0; !tryLink(draft, path); attempt++) {
      const owner = liveOwner(path)
      if (owner !== null) throw new Error(`${dir} is in use by process ${owner}`)
      if (attempt > 10) throw new Error(`${dir} cannot be locked: ${path} keeps coming back`)
      followsEarlyDeath ||= Date.now() - modifiedAt(path) < earlyMs
      rmSync(path, { force: true })
    }
  } finally {
    unlinkSync(draft)
  }
  return { release: () => rmSync(path, { force: true }), followsEarlyDeath }
}

const modifiedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

const pathOf = (dir: string): string => join(dir, "server.lock")

/** True when a live process has the folder. */
export const isFolderInUse = (dir: string): boolean => liveOwner(pathOf(dir)) !== null

/** Removes the lock of a thread of this process that ended without doing so itself. */
export function releaseForThread(dir: string, thread: number): void {
  const owner = ownerOf(pathOf(dir))
  if (owner?.pid === process.pid && owner.thread === thread) rmSync(pathOf(dir), { force: true })
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

type Owner = { pid: number; thread: number; started: string }

function ownerOf(path: string): Owner | null {
  let text: string
  try {
    text = readFileSync(path, "utf8")
  } catch {
    return null
  }
  const [pid = "", thread = "", started = ""] = text.trim().split(" ")
  return /^[1-9]\d*$/.test(pid) ? { pid: Number(pid), thread: Number(thread), started } : null
}

/** The process that holds the lock, or null when it is gone. */
function liveOwner(path: string): number | null {
  const owner = ownerOf(path)
  if (!owner || !isAlive(owner.pid)) return null
  // In a container every process is often number 1: a different start time is a different process.
  if (owner.started !== "" && startTimeOf(owner.pid) !== owner.started) return null
  return owner.pid
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
