import { existsSync, linkSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { documentsFile } from "../storage/environment.ts"
import { lockFolder } from "../storage/folder-lock.ts"
import { Store } from "../storage/store.ts"
import { type Entry } from "../storage/view.ts"
import { syncToDisk } from "./backup.ts"
import { Rebuild, type RebuiltCollection } from "./rebuild.ts"
import { salvage } from "./salvage.ts"

export type RepairReport = {
  collections: RebuiltCollection[]
  /** What could not be brought over, a line each; the old file still has it. */
  lost: string[]
  /** The file as it was. */
  kept: string
}

const batchSize = 500

/**
 * Copies every document that can be read into a new file, with indexes, counts and sizes made anew, and
 * puts it in the old one's place, which is kept beside it. The change log begins anew: change streams are
 * told that they cannot resume.
 * @throws Error when the folder is in use, or nothing in the file can be read; then nothing is changed.
 */
export async function repairFolder(dir: string, now = new Date()): Promise<RepairReport> {
  const old = documentsFile(dir)
  if (!existsSync(old)) throw new Error(`${dir} holds no documents`)
  const lock = lockFolder(dir)
  const fresh = join(dir, "repairing")
  const lost: string[] = []
  try {
    rmSync(fresh, { recursive: true, force: true })
    const collections = await copyTo(fresh, old, lost)
    const kept = `${old}.before-repair-${now.toISOString().replaceAll(":", "-")}`
    // The old file keeps a name at every moment: a folder without one would look new.
    linkSync(old, kept)
    syncToDisk(documentsFile(fresh))
    renameSync(documentsFile(fresh), old)
    rmSync(`${old}-lock`, { force: true })
    syncToDisk(dir)
    return { collections, lost, kept }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    lock.release()
  }
}

async function copyTo(fresh: string, old: string, lost: string[]): Promise<RebuiltCollection[]> {
  const store = new Store({ dir: fresh })
  try {
    const rebuild = new Rebuild(store, (what) => lost.push(what))
    let batch: Entry[] = []
    const flush = async (): Promise<void> => {
      await store.write(() => batch.forEach((entry) => rebuild.take(entry)))
      batch = []
    }
    for (const entry of salvage(old, (what) => lost.push(what))) {
      batch.push(entry)
      if (batch.length >= batchSize) await flush()
    }
    await flush()
    return rebuild.report()
  } finally {
    await store.close()
  }
}
