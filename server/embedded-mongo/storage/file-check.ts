import { closeSync, openSync } from "node:fs"
import { checkOverflow, readPageFile, walkTree } from "./lmdb-file.ts"

/** A file that LMDB must not be given. */
export class DamagedFile extends Error {
  override name = "DamagedFile"
}

/**
 * Looks at the pages of an LMDB file before LMDB does: it maps the file, and a page that is missing or
 * foreign would end the process without a word.
 * @param depth `branches` follows the inner pages and sees that every leaf page is in the file: about
 *   one page in a hundred. `all` reads every page in use.
 * @throws DamagedFile that says in one line what is wrong.
 */
export function checkFile(path: string, depth: "branches" | "all"): void {
  const handle = openSync(path, "r")
  try {
    const file = readPageFile(handle, true)
    // Pages at the end may be missing when none is in use: only reading everything can tell.
    const isWhole = file.meta.lastPage < file.pages
    const fault = (error: unknown): never => {
      throw error
    }
    const options = { readsLeaves: depth === "all" || !isWhole, fault }
    for (const { leaf } of walkTree(file, file.meta.free, options))
      if (leaf.overflow) checkOverflow(file, leaf.overflow)
    let last: Buffer | undefined
    for (const { leaf, page } of walkTree(file, file.meta.main, options)) {
      if (last && Buffer.compare(last, leaf.key) >= 0) throw new Error(`page ${page} has keys out of order`)
      last = leaf.key
      if (leaf.overflow) checkOverflow(file, leaf.overflow)
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new DamagedFile(`${path} is damaged: ${why}`, { cause: error })
  } finally {
    closeSync(handle)
  }
}
