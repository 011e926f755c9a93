import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs"
import { dirname } from "node:path"
import { documentsFile, partialFile, type Database } from "../storage/environment.ts"

/**
 * Copies the state of one moment into a folder that is empty or does not exist; writes go on meanwhile.
 * The copy has its name only when it is whole and on disk: a folder without it is not opened.
 * A server started on the folder is the restored database.
 * @throws Error when the folder holds something, or the copy fails; what was copied is removed then.
 */
export async function backUp(db: Database, to: string): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  if (readdirSync(to).length > 0) throw new Error(`${to} is not empty`)
  const partial = partialFile(to)
  try {
    await db.backup(partial, true)
    chmodSync(partial, 0o600)
    syncToDisk(partial)
    renameSync(partial, documentsFile(to))
    syncToDisk(to)
    syncToDisk(dirname(to))
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

/** Waits until a file, or the names in a folder, are on disk. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, "r")
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
