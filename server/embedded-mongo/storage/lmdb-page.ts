/**
 * The layout of LMDB's data file, version 2, as its source gives it (liblmdb/mdb.c: MDB_page_header,
 * MDB_meta, MDB_db, MDB_node). Everything is in the byte order of the machine that wrote it; little-endian here.
 */
export const PageFlag = { branch: 1, leaf: 2, overflow: 4, meta: 8 } as const

/** What every page begins with; a long value follows the header of its first page. */
export const pageHeaderBytes = 24
const magic = 0xbeefc0de
const dataVersion = 2
const bigData = 1
const noPage = 0xffff_ffff_ffff_ffffn

/** A tree of pages: where it begins, and how many levels it has. */
export type Tree = { root: number | undefined; depth: number }

/** What a meta page says of the file as one commit left it. */
export type Meta = { commit: number; pageBytes: number; lastPage: number; free: Tree; main: Tree }

/** A value kept on pages of its own: the first of them, and its length. */
export type Overflow = { page: number; bytes: number }

/** Reads a meta page; undefined when it is none. */
export function readMeta(page: Buffer): Meta | undefined {
  if ((page.readUInt16LE(18) & PageFlag.meta) === 0 || page.readUInt32LE(24) !== magic) return undefined
  if ((page.readUInt32LE(28) & 0xffff) !== dataVersion) return undefined
  return {
    commit: Number(page.readBigUInt64LE(152)),
    pageBytes: page.readUInt32LE(48),
    lastPage: Number(page.readBigUInt64LE(144)),
    free: treeAt(page, 48),
    main: treeAt(page, 96),
  }
}

function treeAt(page: Buffer, at: number): Tree {
  const root = page.readBigUInt64LE(at + 40)
  return { root: root === noPage ? undefined : Number(root), depth: page.readUInt16LE(at + 6) }
}

/** @throws Error for a page that is not the one of that number and kind. */
export function checkHeader(page: Buffer, number: number, flag: number): void {
  const [actual, flags] = [Number(page.readBigUInt64LE(0)), page.readUInt16LE(18)]
  if (actual !== number) throw new Error(`page ${number} calls itself page ${actual}`)
  if ((flags & 0xf) !== flag) throw new Error(`page ${number} is of kind ${flags & 0xf}, not ${flag}`)
}

/** How many pages a value on pages of its own takes, as its first page says. */
export const overflowPages = (page: Buffer): number => page.readUInt32LE(20)

/** The pages a branch page leads to. */
export function childrenOf(page: Buffer, number: number): number[] {
  return nodesOf(page, number).map(
    (at) =>
      page.readUInt16LE(at) +
      page.readUInt16LE(at + 2) * 0x1_0000 +
      page.readUInt16LE(at + 4) * 0x1_0000_0000,
  )
}

/** One entry of a leaf page; its value is empty when it lies on pages of its own. */
export type Leaf = { key: Buffer; value: Buffer; overflow: Overflow | undefined }

/**
 * The entries of a leaf page.
 * @throws Error when they do not fit into it.
 */
export function leavesOf(page: Buffer, number: number): Leaf[] {
  return nodesOf(page, number).map((at) => {
    const bytes = page.readUInt16LE(at) + page.readUInt16LE(at + 2) * 0x1_0000
    const keyEnd = at + 8 + page.readUInt16LE(at + 6)
    const isBig = (page.readUInt16LE(at + 4) & bigData) !== 0
    if (keyEnd + (isBig ? 8 : bytes) > page.length) throw outOfPlace(number)
    const overflow = isBig ? { page: Number(page.readBigUInt64LE(keyEnd)), bytes } : undefined
    return {
      key: page.subarray(at + 8, keyEnd),
      value: page.subarray(keyEnd, isBig ? keyEnd : keyEnd + bytes),
      overflow,
    }
  })
}

/** Where the nodes of a page begin. */
function nodesOf(page: Buffer, number: number): number[] {
  const [lower, upper] = [page.readUInt16LE(20), page.readUInt16LE(22)]
  if (lower % 2 !== 0 || lower > upper || upper + pageHeaderBytes > page.length) throw outOfPlace(number)
  return Array.from({ length: lower / 2 }, (_, at) => {
    const node = page.readUInt16LE(pageHeaderBytes + 2 * at) + pageHeaderBytes
    if (node < upper + pageHeaderBytes || node + 8 > page.length) throw outOfPlace(number)
    return node
  })
}

const outOfPlace = (number: number): Error => new Error(`page ${number} has entries out of place`)
