import { CommandError } from "../errors.ts"
import { endOfName, skipValue, startOfDocument } from "../values/bson-layout.ts"
import { deserializeDocument, serializeDocument, type Document } from "../values/bson-value.ts"

/** MongoDB's wire protocol as its "Wire Protocol" manual page gives it; everything is little-endian. */
export const OpCode = { reply: 1, query: 2004, message: 2013 } as const

export const headerBytes = 16
/** The handshake's maxMessageSizeBytes. */
export const maxMessageBytes = 48_000_000

const flagChecksum = 1
const flagMoreToCome = 2
const flagExhaustAllowed = 1 << 16
/** The low half of the flags: a receiver must refuse those it does not know. */
const requiredFlags = 0xffff

/** Bytes that are not a message; the connection is closed, as a real server does. */
export class MalformedMessage extends Error {
  override name = "MalformedMessage"
}

/** A command as it came: the documents of an insert keep their bytes. */
export type Request = {
  requestId: number
  body: Document
  /** Why the body cannot be read, when only that is wrong and the message as such is whole. */
  refusal?: CommandError
  /** Documents sent beside the body, or in one of its arrays, by the field they belong to. */
  sequences: Map<string, Buffer[]>
  /** True when the client does not want a reply. */
  isUnacknowledged: boolean
  isLegacyQuery: boolean
}

/** Reads one whole message, header included. */
export function parseMessage(bytes: Buffer): Request {
  const requestId = bytes.readInt32LE(4)
  const opCode = bytes.readInt32LE(12)
  if (opCode === OpCode.message) return parseOpMsg(bytes, requestId)
  if (opCode === OpCode.query) return parseOpQuery(bytes, requestId)
  throw new MalformedMessage(`unsupported opcode ${opCode}`)
}

function parseOpMsg(bytes: Buffer, requestId: number): Request {
  if (bytes.length < headerBytes + 5) throw new MalformedMessage("truncated OP_MSG")
  const flags = bytes.readUInt32LE(headerBytes)
  if ((flags & requiredFlags & ~(flagChecksum | flagMoreToCome)) !== 0)
    throw new MalformedMessage(`unknown required flags ${flags & requiredFlags}`)
  const end = bytes.length - (flags & flagChecksum ? 4 : 0)
  const sequences = new Map<string, Buffer[]>()
  let body: Document | undefined
  let refusal: CommandError | undefined
  let at = headerBytes + 4
  while (at < end) {
    const kind = bytes[at++]
    if (kind === 0) {
      if (body) throw new MalformedMessage("two bodies in one message")
      const next = endOfDocument(bytes, at, end)
      try {
        body = deserializeBody(bytes.subarray(at, next), sequences)
      } catch (error) {
        if (!(error instanceof CommandError)) throw error
        body = {}
        refusal = error
      }
      at = next
    } else if (kind === 1) at = parseSequence(bytes, at, end, sequences)
    else throw new MalformedMessage(`unknown section kind ${kind}`)
  }
  if (!body) throw new MalformedMessage("no body in message")
  return {
    requestId,
    body,
    ...(refusal && { refusal }),
    sequences,
    isUnacknowledged: (flags & flagMoreToCome) !== 0 && (flags & flagExhaustAllowed) === 0,
    isLegacyQuery: false,
  }
}

function endOfDocument(bytes: Buffer, at: number, end: number): number {
  try {
    return startOfDocument(bytes, at, end) + 1
  } catch {
    throw new MalformedMessage("bad document length")
  }
}

function parseSequence(bytes: Buffer, from: number, end: number, sequences: Map<string, Buffer[]>): number {
  if (from + 5 > end) throw new MalformedMessage("truncated document sequence")
  const sequenceEnd = from + bytes.readInt32LE(from)
  if (sequenceEnd > end || sequenceEnd < from + 5) throw new MalformedMessage("bad sequence length")
  const nameEnd = bytes.indexOf(0, from + 4)
  if (nameEnd === -1 || nameEnd >= sequenceEnd) throw new MalformedMessage("unterminated sequence name")
  const name = bytes.toString("utf8", from + 4, nameEnd)
  if (sequences.has(name)) throw new MalformedMessage(`two sequences called ${name}`)
  const documents: Buffer[] = []
  for (let at = nameEnd + 1; at < sequenceEnd;) {
    const next = endOfDocument(bytes, at, sequenceEnd)
    documents.push(bytes.subarray(at, next))
    at = next
  }
  sequences.set(name, documents)
  return sequenceEnd
}

/** Reads a command's body; the documents of an insert are kept as bytes, to be stored as they came. */
function deserializeBody(bytes: Buffer, sequences: Map<string, Buffer[]>): Document {
  const body = deserializeDocument(bytes)
  const [command] = Object.keys(body)
  if (command === "insert" && Array.isArray(body.documents))
    sequences.set("documents", rawElements(bytes, "documents"))
  return body
}

/** The documents of a top-level array, as bytes. */
function rawElements(bytes: Buffer, field: string): Buffer[] {
  const array = findTopLevel(bytes, field)
  const elements: Buffer[] = []
  const end = array.length - 1
  for (let at = 4; at < end;) {
    const valueAt = endOfName(array, at + 1, end) + 1
    if (array[at] !== 0x03) return []
    const next = startOfDocument(array, valueAt, end + 1) + 1
    elements.push(array.subarray(valueAt, next))
    at = next
  }
  return elements
}

function findTopLevel(bytes: Buffer, field: string): Buffer {
  for (let at = 4; at < bytes.length - 1;) {
    const nameEnd = endOfName(bytes, at + 1, bytes.length)
    const type = bytes[at] as number
    const next = skipValue(bytes, type, nameEnd + 1, bytes.length)
    if (bytes.toString("utf8", at + 1, nameEnd) === field) return bytes.subarray(nameEnd + 1, next)
    at = next
  }
  throw new MalformedMessage(`no field ${field}`)
}

function parseOpQuery(bytes: Buffer, requestId: number): Request {
  const nameEnd = bytes.indexOf(0, headerBytes + 4)
  if (nameEnd === -1) throw new MalformedMessage("unterminated collection name")
  const namespace = bytes.toString("utf8", headerBytes + 4, nameEnd)
  const at = nameEnd + 9
  const end = endOfDocument(bytes, at, bytes.length)
  const body = deserializeDocument(bytes.subarray(at, end))
  const database = namespace.slice(0, namespace.indexOf("."))
  if (!namespace.endsWith(".$cmd")) throw new MalformedMessage("OP_QUERY is for commands only")
  body.$db = database
  return { requestId, body, sequences: new Map(), isUnacknowledged: false, isLegacyQuery: true }
}

let replies = 0

/** The reply to an OP_MSG. */
export function messageReply(responseTo: number, body: Buffer): Buffer[] {
  const head = Buffer.allocUnsafe(headerBytes + 5)
  writeHeader(head, headerBytes + 5 + body.length, responseTo, OpCode.message)
  head.writeUInt32LE(0, headerBytes)
  head[headerBytes + 4] = 0
  return [head, body]
}

/** The reply to the one command that still comes as OP_QUERY: the handshake. */
export function legacyReply(responseTo: number, body: Document): Buffer[] {
  const bytes = Buffer.from(serializeDocument(body))
  const head = Buffer.alloc(headerBytes + 20)
  writeHeader(head, head.length + bytes.length, responseTo, OpCode.reply)
  head.writeUInt32LE(8, headerBytes) // AwaitCapable
  head.writeInt32LE(1, headerBytes + 16)
  return [head, bytes]
}

function writeHeader(head: Buffer, length: number, responseTo: number, opCode: number): void {
  replies = (replies + 1) & 0x7fffffff
  head.writeInt32LE(length, 0)
  head.writeInt32LE(replies, 4)
  head.writeInt32LE(responseTo, 8)
  head.writeInt32LE(opCode, 12)
}
