const slots = 4096
const longest = 24
const known: string[] = new Array<string>(slots).fill("")

/**
 * Reads UTF-8 text. Field names and short values repeat endlessly in a scan: they are kept by hash, so that
 * most are found rather than made, and a found name is quicker to use as a property.
 */
export function shortText(buffer: Buffer, from: number, to: number): string {
  const length = to - from
  if (length > longest) return buffer.toString("utf8", from, to)
  let hash = length
  let all = 0
  for (let at = from; at < to; at++) {
    const byte = buffer[at] as number
    hash = (Math.imul(hash, 31) + byte) | 0
    all |= byte
  }
  if (all > 127) return buffer.toString("utf8", from, to)
  const slot = (hash ^ (hash >>> 12)) & (slots - 1)
  const candidate = known[slot] as string
  if (candidate.length === length && isSame(candidate, buffer, from)) return candidate
  const made = buffer.toString("latin1", from, to)
  known[slot] = made
  return made
}

function isSame(text: string, buffer: Buffer, from: number): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) !== buffer[from + at]) return false
  return true
}
