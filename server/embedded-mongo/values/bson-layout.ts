import { CommandError } from "../errors.ts"

/** The refusal of bytes that are not BSON. */
export const invalid = (why: string): CommandError => new CommandError(22, `Invalid BSON: ${why}`)

/** Checks the length and the closing zero of a document at `at`; returns the position of that zero. */
export function startOfDocument(buffer: Buffer, at: number, limit: number): number {
  if (at + 5 > limit) throw invalid("truncated document")
  const length = buffer.readInt32LE(at)
  const end = at + length - 1
  if (length < 5 || end >= limit || buffer[end] !== 0) throw invalid("bad document length")
  return end
}

/** The position of the zero that ends a name starting at `from`. */
export function endOfName(buffer: Buffer, from: number, limit: number): number {
  let at = from
  while (buffer[at] !== 0) {
    at++
    if (at >= limit) throw invalid("unterminated field name")
  }
  return at
}

/** The position after a value, checked against the end of its document. */
export function skipValue(buffer: Buffer, type: number, at: number, end: number): number {
  const next = at + sizeOfValue(buffer, type, at, end)
  if (!(next <= end)) throw invalid("a value runs past its document")
  return next
}

function sizeOfValue(buffer: Buffer, type: number, at: number, end: number): number {
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e: {
      const length = lengthAt(buffer, at, end)
      if (length < 1 || buffer[at + 3 + length] !== 0) throw invalid("bad string length")
      return 4 + length
    }
    case 0x10:
      return 4
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return 8
    case 0x03:
    case 0x04:
      return startOfDocument(buffer, at, end) + 1 - at
    case 0x07:
      return 12
    case 0x08:
      return 1
    case 0x05:
      return 5 + lengthAt(buffer, at, end)
    case 0x06:
    case 0x0a:
    case 0x7f:
    case 0xff:
      return 0
    case 0x0b: {
      const patternEnd = endOfName(buffer, at, end)
      return endOfName(buffer, patternEnd + 1, end) + 1 - at
    }
    case 0x0c:
      return 4 + lengthAt(buffer, at, end) + 12
    case 0x0f:
      return lengthAt(buffer, at, end)
    case 0x13:
      return 16
    default:
      throw invalid(`unknown type ${type}`)
  }
}

/** The int32 length that begins a value; never negative. */
export function lengthAt(buffer: Buffer, at: number, end: number): number {
  if (at + 4 > end) throw invalid("truncated value")
  const length = buffer.readInt32LE(at)
  if (length < 0) throw invalid("negative length")
  return length
}
