import { createHash } from "node:crypto"
import { once } from "node:events"
import { connect } from "node:net"
import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  ObjectId,
  serialize,
  Timestamp,
  type Document,
} from "bson"
import { afterAll, beforeAll, expect, test } from "vitest"
import { checkOpenFolder } from "../integrity/check-folder.ts"
import { entriesOf, openFolder } from "../integrity/open-folder.ts"
import { wholeKeyspace } from "../storage/keys.ts"
import { openServer, type TestServer } from "../testing/open-server.ts"
import { newSeed, randomOf, type Random } from "../testing/random.ts"
import { message } from "../testing/raw-client.ts"

const messages = 3000
const lanes = 8

let at: TestServer
let before: string

beforeAll(async () => {
  at = await openServer()
  await at.db.collection("kept").createIndex({ n: 1, tags: 1 })
  await at.db.collection("kept").insertMany(Array.from({ length: 60 }, (_, n) => ({ n, tags: ["a", n] })))
  await at.server.close()
  before = await fingerprint(at.dir)
  await at.restart()
})
afterAll(() => at.close())

/** Every byte of the database that damaged messages do not name, and its indexes. */
async function fingerprint(dir: string): Promise<string> {
  const folder = openFolder(dir)
  const hash = createHash("sha256")
  for (const { keyspace, indexes } of folder.catalog.list("test"))
    for (const range of [keyspace, ...indexes.map((index) => index.keyspace)].map(wholeKeyspace))
      for (const { key, value } of entriesOf(folder.view, range)) hash.update(key).update(value)
  expect(checkOpenFolder(folder).faults).toEqual([])
  await folder.environment.close()
  return hash.digest("hex")
}

/** A document as a sequence beside the body: section kind 1. */
function withSequence(body: Document, field: string, documents: Document[]): Buffer {
  const parts = documents.map((document) => serialize(document))
  const name = Buffer.from(`${field}\0`)
  const length = 4 + name.length + parts.reduce((total, part) => total + part.length, 0)
  const head = Buffer.alloc(5)
  head[0] = 1
  head.writeInt32LE(length, 1)
  const all = Buffer.concat([message(body), head, name, ...parts])
  all.writeInt32LE(all.length, 0)
  return all
}

function legacyHello(): Buffer {
  const body = serialize({ isMaster: 1, helloOk: true })
  const head = Buffer.alloc(16 + 4 + "admin.$cmd\0".length + 8)
  head.writeInt32LE(head.length + body.length, 0)
  head.writeInt32LE(2004, 12)
  head.write("admin.$cmd\0", 20, "latin1")
  head.writeInt32LE(-1, head.length - 4)
  return Buffer.concat([head, body])
}

const everyType = {
  double: new Double(1.5),
  text: "h\u00e9llo",
  inner: { a: [1, { b: null }] },
  bytes: new Binary(Buffer.from("bytes")),
  id: new ObjectId(),
  yes: true,
  at: new Date(0),
  pattern: new BSONRegExp("^a", "i"),
  code: new Code("x", { y: 1 }),
  stamp: new Timestamp(1n),
  long: 1n << 40n,
  decimal: Decimal128.fromString("1.5"),
}
const db = "fuzz"
const real: Buffer[] = [
  legacyHello(),
  message({ hello: 1, client: { driver: { name: "x", version: "1" } }, $db: "admin" }),
  message({ find: "c", filter: { n: { $in: [1, 2] }, text: /^a/ }, sort: { n: -1 }, limit: 5, $db: db }),
  message({
    aggregate: "c",
    pipeline: [{ $match: { n: 1 } }, { $group: { _id: "$n", s: { $sum: 1 } } }],
    cursor: {},
    $db: db,
  }),
  message({ insert: "c", documents: [everyType], $db: db }),
  withSequence({ insert: "c", $db: db }, "documents", [everyType, { n: 2 }]),
  withSequence({ update: "c", $db: db }, "updates", [
    { q: { n: 1 }, u: { $set: { "a.b": everyType } }, upsert: true },
  ]),
  message({ findAndModify: "c", query: { n: 1 }, update: { $inc: { n: 1 } }, upsert: true, $db: db }),
  message({ delete: "c", deletes: [{ q: { n: 1 }, limit: 0 }], $db: db }),
  message({ createIndexes: "c", indexes: [{ key: { n: 1 }, name: "n_1" }], $db: db }),
  message({ getMore: 12345n, collection: "c", $db: db }),
  message({
    saslStart: 1,
    mechanism: "SCRAM-SHA-256",
    payload: new Binary(Buffer.from("n,,n=a,r=b")),
    $db: "admin",
  }),
]

type Change = (bytes: Buffer, random: Random) => Buffer

const lengths = [0, 1, 4, 5, -1, 0x7fffffff, 16, 48_000_001]
const changes: Record<string, Change> = {
  bytes: (bytes, random) => {
    for (let count = random.below(4) + 1; count > 0; count--)
      bytes[16 + random.below(bytes.length - 16)] = random.below(256)
    return bytes
  },
  "a cut, told": (bytes, random) => told(bytes.subarray(0, 16 + random.below(bytes.length - 16))),
  "a cut": (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  "more bytes": (bytes, random) => {
    const to = 16 + random.below(bytes.length - 16)
    const more = Buffer.from(Array.from({ length: 1 + random.below(40) }, () => random.below(256)))
    return told(Buffer.concat([bytes.subarray(0, to), more, bytes.subarray(to)]))
  },
  "the length": (bytes, random) => patched(bytes, 0, random.pick(lengths)),
  "the opcode": (bytes, random) =>
    patched(bytes, 12, random.pick([0, 1, 2001, 2002, 2004, 2005, 2010, 2012, 2013, -1])),
  flags: (bytes, random) => patched(bytes, 16, random.below(1 << 17)),
  "a section kind": (bytes, random) => {
    bytes[20] = random.below(4)
    return bytes
  },
  "a length inside": (bytes, random) =>
    patched(bytes, 16 + random.below(bytes.length - 20), random.pick(lengths)),
  "bad UTF-8": (bytes, random) => {
    const text = bytes.indexOf(random.pick(["fuzz", "find", "text", "c\0"]), 20)
    if (text !== -1) bytes.set([0xff, 0xc0], text)
    return bytes
  },
  "a second body": (bytes) => told(Buffer.concat([bytes, bytes.subarray(20)])),
  "a checksum": (bytes, random) => {
    const all = told(Buffer.concat([bytes, Buffer.from([1, 2, 3, random.below(256)])]))
    all.writeUInt32LE((all.readUInt32LE(16) | 1) >>> 0, 16)
    return all
  },
}

function told(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeInt32LE(copy.length, 0)
  return copy
}

function patched(bytes: Buffer, at: number, value: number): Buffer {
  bytes.writeInt32LE(value, Math.min(at, bytes.length - 4))
  return bytes
}

const ping = message({ ping: 1, $db: "admin" })
const pingId = 0x5eed
ping.writeInt32LE(pingId, 4)

/** Sends bytes, then a ping; resolves with true when it is answered, false when the connection ends. */
async function sendThenPing(path: string, bytes: Buffer): Promise<boolean> {
  const socket = connect(path)
  socket.on("error", () => undefined)
  let received = Buffer.alloc(0)
  const answered = new Promise<boolean>((resolve) =>
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
        if (received.readInt32LE(8) === pingId) resolve(true)
        received = received.subarray(received.readInt32LE(0))
      }
    }),
  )
  await once(socket, "connect")
  socket.write(bytes)
  // A message that is shorter than it says would take the ping for its own end.
  if (bytes.length >= 4 && bytes.readInt32LE(0) === bytes.length) socket.write(ping)
  else socket.end()
  const ended = new Promise<boolean>((resolve) => socket.once("close", () => resolve(false)))
  const result = await Promise.race([answered, ended])
  socket.destroy()
  return result
}

test("thousands of damaged messages end nothing but their connections, and change nothing else", async () => {
  const seed = newSeed("fuzz")
  const path = decodeURIComponent(/\/\/([^/]+)/.exec(at.server.uri)?.[1] ?? "")
  let answered = 0
  const lane = async (which: number): Promise<void> => {
    const random = randomOf(seed + which)
    for (let n = 0; n < messages / lanes; n++) {
      let bytes = Buffer.from(random.pick(real))
      for (let count = 1 + random.below(2); count > 0; count--)
        if (bytes.length > 24)
          bytes = changes[random.pick(Object.keys(changes))]?.(bytes, random) as Buffer<ArrayBuffer>
      if (await sendThenPing(path, bytes)) answered++
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, which) => lane(which)))
  // Both happen: refusals with an answer, and connections that are closed.
  expect(answered).toBeGreaterThan(messages / 10)
  expect(answered).toBeLessThan(messages)
  expect(await at.db.collection("kept").countDocuments({ n: { $lt: 30 } })).toBe(30)
  await at.server.close()
  expect(await fingerprint(at.dir)).toBe(before)
}, 60_000)
