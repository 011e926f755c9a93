/**
 * How keys are laid out in the one LMDB database: a keyspace of four bytes, then what that keyspace holds.
 * Named LMDB databases are not used: their number is fixed when the environment is opened.
 */

export const Keyspace = { catalog: 0, oplog: 1, retries: 2, firstFree: 16 } as const

/** Record ids take six bytes: 2^48 inserts in one collection. */
const ridBytes = 6

/** The first bytes of every key in a keyspace. */
export function keyspacePrefix(keyspace: number): Buffer {
  const prefix = Buffer.allocUnsafe(4)
  prefix.writeUInt32BE(keyspace)
  return prefix
}

/** Where a document of a collection is kept; record ids grow, so key order is insertion order. */
export function recordKey(keyspace: number, rid: number): Buffer {
  const key = Buffer.allocUnsafe(4 + ridBytes)
  key.writeUInt32BE(keyspace)
  key.writeUIntBE(rid, 4, ridBytes)
  return key
}

/** A unique index's key: its value is the record id. */
export function uniqueIndexKey(keyspace: number, tuple: Uint8Array): Buffer {
  const key = Buffer.allocUnsafe(4 + tuple.length)
  key.writeUInt32BE(keyspace)
  key.set(tuple, 4)
  return key
}

/** Any other index's key: the record id follows the tuple, so equal tuples stay apart. */
export function indexKey(keyspace: number, tuple: Uint8Array, rid: number): Buffer {
  const key = Buffer.allocUnsafe(4 + tuple.length + ridBytes)
  key.writeUInt32BE(keyspace)
  key.set(tuple, 4)
  key.writeUIntBE(rid, 4 + tuple.length, ridBytes)
  return key
}

/** The record id at the end of a record's or a non-unique index's key. */
export function ridAtEnd(key: Buffer): number {
  return key.readUIntBE(key.length - ridBytes, ridBytes)
}

/** A record id as the value of a unique index's entry. */
export function ridValue(rid: number): Buffer {
  const value = Buffer.allocUnsafe(ridBytes)
  value.writeUIntBE(rid, 0, ridBytes)
  return value
}

/** The record id in a unique index's value. */
export function ridOfValue(value: Buffer): number {
  return value.readUIntBE(0, ridBytes)
}

/** The place of a time in the oplog. */
export function oplogKey(time: bigint): Buffer {
  const key = Buffer.allocUnsafe(12)
  key.writeUInt32BE(Keyspace.oplog)
  key.writeBigUInt64BE(time, 4)
  return key
}

/** A key of the catalog: a letter for its kind, then a name or a keyspace. */
export function catalogKey(
  kind: "v" | "a" | "k" | "c" | "n" | "m" | "g" | "t" | "b",
  rest: string | number = "",
): Buffer {
  if (typeof rest === "string") return Buffer.from(`\0\0\0\0${kind}${rest}`, "utf8")
  const key = Buffer.alloc(9)
  key.write(kind, 4, "latin1")
  key.writeUInt32BE(rest, 5)
  return key
}

/** The smallest key greater than every key that begins with these bytes. */
export function afterPrefix(prefix: Buffer): Buffer {
  let length = prefix.length
  while (length > 0 && prefix[length - 1] === 0xff) length--
  const next = Buffer.from(prefix.subarray(0, length))
  if (length > 0) next[length - 1] = (next[length - 1] as number) + 1
  return next
}

/** Every key of a keyspace. */
export function wholeKeyspace(keyspace: number): KeyRange {
  const start = keyspacePrefix(keyspace)
  return { start, end: afterPrefix(start) }
}

/** Keys from `start` (included) to `end` (excluded), in byte order. */
export type KeyRange = { start: Buffer; end: Buffer }

/** A range as LMDB reads it from its end. */
export const backwards = ({ start, end }: KeyRange) =>
  ({ start: end, end: start, reverse: true, exclusiveStart: true, inclusiveEnd: true }) as const
