import { randomBytes } from "node:crypto"
import { chmodSync, existsSync, mkdirSync, statfsSync } from "node:fs"
import { join } from "node:path"
import { open, type RootDatabase } from "lmdb"
import { stringOrder, under } from "../collation/string-order.ts"
import { CommandError } from "../errors.ts"
import { catalogKey } from "./keys.ts"
import { checkFile } from "./file-check.ts"
import { lockFolder, type FolderLock } from "./folder-lock.ts"

/** Raised when the layout of keys or values changes; an older program must not write a newer file. */
const formatVersion = 1

export type Database = RootDatabase<Buffer, Buffer>

/** The folder's LMDB environment: locked to this process, opened, and of a format this program knows. */
export type Environment = {
  readonly db: Database
  /** Eight hexadecimal digits that no other folder has: resume tokens of another one are refused. */
  readonly identity: string
  /**
   * Runs a write alone, after all earlier ones, and resolves when it is on disk.
   * Writes waiting at the same time share one commit. What `action` throws does not undo its earlier
   * puts, so it must check everything first.
   */
  write<T>(action: () => T): Promise<T>
  close(): Promise<void>
}

/** The file in a folder that holds everything. */
export const documentsFile = (dir: string): string => join(dir, "documents.lmdb")
/** What a backup is called until it is whole. */
export const partialFile = (dir: string): string => `${documentsFile(dir)}.partial`

/**
 * Opens the folder, making it when it is missing.
 * @param check how much of the file is looked at first; everything, if the last process here died early.
 * @throws Error with one line: the folder is in use, of another format, damaged, or an unfinished backup.
 */
export function openEnvironment(dir: string, check: "branches" | "all" = "branches"): Environment {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const lock = lockFolder(dir)
  try {
    return openLocked(dir, lock, lock.followsEarlyDeath ? "all" : check)
  } catch (error) {
    lock.release()
    throw error
  }
}

function openLocked(dir: string, lock: FolderLock, check: "branches" | "all"): Environment {
  const path = documentsFile(dir)
  if (existsSync(path)) checkFile(path, check)
  else if (existsSync(partialFile(dir))) throw new Error(`${dir} holds a backup that was never finished`)
  const db: Database = open<Buffer, Buffer>({
    path,
    encoding: "binary",
    keyEncoding: "binary",
    maxReaders: 1024,
    // A commit is on disk before anything reads it: readers never see what a power cut could take back.
    overlappingSync: false,
    // With batching by event turn, a failed commit rejects a promise of lmdb's own that nobody can handle.
    eventTurnBatching: false,
  })
  chmodSync(path, 0o600)
  db.readerCheck()
  return {
    db,
    identity: identityOf(db, dir),
    write: async (action) => {
      // LMDB runs it when it is its turn, perhaps on behalf of another command.
      const order = stringOrder()
      try {
        return await db.transaction(() => under(order, action))
      } catch (error) {
        throw await translate(error, dir)
      }
    },
    close: async () => {
      await db.close()
      lock.release()
    },
  }
}

function identityOf(db: Database, dir: string): string {
  try {
    return checkFormat(db, dir)
  } catch (error) {
    void db.close()
    throw error
  }
}

/** Checks the format, or writes it into a new folder; returns the folder's identity. */
function checkFormat(db: Database, dir: string): string {
  const stored = db.get(catalogKey("v"))
  const version = stored?.readUInt32BE(0)
  if (version !== undefined && version > formatVersion)
    throw new Error(
      `${dir} was written by a newer program: file format ${version}, this one knows ${formatVersion}`,
    )
  if (version !== undefined && version < formatVersion)
    throw new Error(`${dir} has the old file format ${version}; this program knows ${formatVersion} only`)
  if (stored) return stored.toString("hex", 4, 8)
  const value = randomBytes(8)
  value.writeUInt32BE(formatVersion)
  db.transactionSync(() => db.putSync(catalogKey("v"), value))
  return value.toString("hex", 4, 8)
}

/** A failed commit carries its reason in a promise of its own. */
async function translate(error: unknown, dir: string): Promise<unknown> {
  if (!(error instanceof Error) || !("commitError" in error)) return error
  const cause: unknown = await Promise.resolve(error.commitError).then(
    () => error,
    (reason: unknown) => reason,
  )
  const text = cause instanceof Error ? cause.message : String(cause)
  // LMDB answers a full disk with an input/output error.
  return new CommandError(
    isFull(dir) ? "OutOfDiskSpace" : "InternalError",
    `the write was not stored: ${text}`,
    {
      cause,
    },
  )
}

/** Less is left than a commit may need. */
function isFull(dir: string): boolean {
  const { bavail, bsize } = statfsSync(dir)
  return bavail * bsize < 4 * 1024 * 1024
}
