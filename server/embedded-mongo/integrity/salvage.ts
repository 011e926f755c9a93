import { closeSync, openSync } from "node:fs"
import { readOverflow, readPageFile, walkTree } from "../storage/lmdb-file.ts"
import { type Entry } from "../storage/view.ts"

/**
 * Reads every entry that can still be read out of a damaged file, in the order of keys, and without
 * LMDB, which would end with it. What hangs on an inner page that cannot be read is lost.
 * @param lost told of each page that cannot be used.
 * @throws Error when the file is not LMDB's at all.
 */
export function* salvage(path: string, lost: (what: string) => void): Generator<Entry> {
  const handle = openSync(path, "r")
  const fault = (error: unknown): void => lost(error instanceof Error ? error.message : String(error))
  try {
    const file = readPageFile(handle, false)
    for (const { leaf } of walkTree(file, file.meta.main, { readsLeaves: true, fault })) {
      const { key, value, overflow } = leaf
      try {
        yield { key, value: overflow ? readOverflow(file, overflow) : value }
      } catch (error) {
        fault(error)
      }
    }
  } finally {
    closeSync(handle)
  }
}
