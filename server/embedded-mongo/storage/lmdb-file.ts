import { fstatSync, readSync } from "node:fs"
import {
  checkHeader,
  childrenOf,
  leavesOf,
  overflowPages,
  PageFlag,
  pageHeaderBytes,
  readMeta,
  type Leaf,
  type Meta,
  type Overflow,
  type Tree,
} from "./lmdb-page.ts"

/** An LMDB file that is read page by page, without LMDB. */
export type PageFile = { handle: number; pages: number; meta: Meta }

/** The smallest page LMDB makes, which holds all of a meta page. */
const metaBytes = 512
const usualPageBytes = 4096

/**
 * Reads what the newest commit says of the file.
 * @param needsBoth LMDB itself opens a file only when both of its meta pages are whole.
 * @throws Error for a file that is none of LMDB's.
 */
export function readPageFile(handle: number, needsBoth: boolean): PageFile {
  const { size } = fstatSync(handle)
  if (size < 2 * metaBytes) throw new Error(`it has only ${size} bytes`)
  const first = readMeta(readAt(handle, 0, metaBytes))
  const pageBytes = first?.pageBytes ?? usualPageBytes
  if (!first && needsBoth) throw new Error("it does not begin as an LMDB file")
  if (pageBytes < metaBytes || pageBytes > 65_536 || (pageBytes & (pageBytes - 1)) !== 0)
    throw new Error(`it claims pages of ${pageBytes} bytes`)
  if (size < 2 * pageBytes) throw new Error(`it has only ${size} bytes`)
  const second = readMeta(readAt(handle, pageBytes, metaBytes))
  if (!second && needsBoth) throw new Error("its second page is not LMDB's")
  const [newest] = [first, second].filter((meta) => meta !== undefined).sort((a, b) => b.commit - a.commit)
  if (!newest) throw new Error("it is not an LMDB file")
  return { handle, pages: Math.floor(size / pageBytes), meta: newest }
}

export type WalkOptions = {
  /** False to see only that leaf pages are in the file. */
  readsLeaves: boolean
  /** Told of a page that cannot be used; the walk leaves it out and goes on, unless this throws. */
  fault: (error: unknown) => void
}

/** Walks a tree in the order of its keys, and gives the entries of the leaf pages it reads. */
export function* walkTree(
  file: PageFile,
  { root, depth }: Tree,
  options: WalkOptions,
): Generator<{ leaf: Leaf; page: number }> {
  if (root !== undefined) yield* walkPage(file, root, depth - 1, options)
}

/** @param levelsBelow how far the leaf pages are. */
function* walkPage(
  file: PageFile,
  number: number,
  levelsBelow: number,
  options: WalkOptions,
): Generator<{ leaf: Leaf; page: number }> {
  let children: number[] = []
  let leaves: Leaf[] = []
  try {
    checkPresent(file, number)
    if (levelsBelow === 0 && !options.readsLeaves) return
    const page = readAt(file.handle, number * file.meta.pageBytes, file.meta.pageBytes)
    checkHeader(page, number, levelsBelow === 0 ? PageFlag.leaf : PageFlag.branch)
    if (levelsBelow === 0) leaves = leavesOf(page, number)
    else children = childrenOf(page, number)
  } catch (error) {
    options.fault(error)
  }
  for (const leaf of leaves) yield { leaf, page: number }
  for (const child of children) yield* walkPage(file, child, levelsBelow - 1, options)
}

/**
 * Checks the first page of a long value.
 * @throws Error when it is another page, or the value does not fit into the file.
 */
export function checkOverflow(file: PageFile, { page: number, bytes }: Overflow): void {
  checkPresent(file, number)
  const page = readAt(file.handle, number * file.meta.pageBytes, metaBytes)
  checkHeader(page, number, PageFlag.overflow)
  const count = overflowPages(page)
  checkPresent(file, number + count - 1)
  if (bytes + pageHeaderBytes > count * file.meta.pageBytes)
    throw new Error(`page ${number} is too small for what it holds`)
}

/** Reads a long value, once it is checked. */
export function readOverflow(file: PageFile, overflow: Overflow): Buffer {
  checkOverflow(file, overflow)
  return readAt(file.handle, overflow.page * file.meta.pageBytes + pageHeaderBytes, overflow.bytes)
}

function checkPresent({ pages }: PageFile, number: number): void {
  if (number < 2 || number >= pages) throw new Error(`page ${number} is missing: the file was cut off`)
}

function readAt(handle: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  if (readSync(handle, bytes, 0, length, position) < length) throw new Error("it was cut off")
  return bytes
}
