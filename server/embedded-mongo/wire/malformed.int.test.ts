import { serialize } from "bson"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openServer, type TestServer } from "../testing/open-server.ts"
import { message, rawClient } from "../testing/raw-client.ts"

let at: TestServer
beforeAll(async () => {
  at = await openServer()
  await at.db.collection("c").insertOne({ n: 1 })
})
afterAll(() => at.close())

const stillServes = async (): Promise<void> => {
  expect(await at.db.collection("c").countDocuments({ n: 1 })).toBe(1)
}

function header(length: number, opCode: number): Buffer {
  const head = Buffer.alloc(24)
  head.writeInt32LE(length, 0)
  head.writeInt32LE(opCode, 12)
  return head
}

function withInt32(bytes: Buffer, offset: number, value: number): Buffer {
  const changed = Buffer.from(bytes)
  changed.writeInt32LE(value, offset)
  return changed
}

const ping = message({ ping: 1, $db: "test" })
const malformed: [string, Buffer][] = [
  ["a length below the header's", header(8, 2013)],
  ["a negative length", header(-1, 2013)],
  ["a length over the limit", header(48_000_001, 2013)],
  ["an unknown opcode", header(24, 4242)],
  ["a compressed message", header(24, 2012)],
  ["an unknown section kind", Buffer.concat([ping.subarray(0, 20), Buffer.of(9), ping.subarray(21)])],
  ["flags it does not know", message({ ping: 1, $db: "test" }, 1 << 5)],
  ["a body that is longer than its message", withInt32(ping, 21, 5000)],
  ["a body of negative length", withInt32(ping, 21, -4)],
  ["no body", header(20, 2013).subarray(0, 20)],
]

test.each(malformed)("%s closes the connection, and only that", async (_name, bytes) => {
  const client = await rawClient(at.server.uri)
  client.send(bytes)
  await client.closed
  await stillServes()
})

test("a message cut off in the middle harms nobody", async () => {
  const client = await rawClient(at.server.uri)
  client.send(ping.subarray(0, 30))
  client.socket.destroy()
  await stillServes()
})

test("a message sent byte by byte is understood", async () => {
  const client = await rawClient(at.server.uri)
  for (const byte of ping.subarray(0, -1)) client.send(Buffer.of(byte))
  const reply = client.command({ ping: 1, $db: "test" })
  client.socket.destroy()
  await Promise.race([reply, client.closed])
  await stillServes()
})

test("a checksum is passed over, and no reply is sent to who wants none", async () => {
  const client = await rawClient(at.server.uri)
  const insert = { insert: "c", documents: [{ quiet: true }], $db: "test", writeConcern: { w: 0 } }
  client.send(message(insert, 2))
  const body = message({ ping: 1, $db: "test" }, 1)
  client.send(withInt32(Buffer.concat([body, Buffer.alloc(4)]), 0, body.length + 4))
  expect(await client.command({ count: "c", query: { quiet: true }, $db: "test" })).toMatchObject({ ok: 1 })
  client.socket.destroy()
  expect(await at.db.collection("c").countDocuments({ quiet: true })).toBe(1)
})

test("documents nested beyond reason and commands without a database are refused with a reply", async () => {
  const client = await rawClient(at.server.uri)
  let deep: Record<string, unknown> = {}
  for (let level = 0; level < 150; level++) deep = { $and: [deep] }
  expect(await client.command({ find: "c", filter: deep, $db: "test" })).toMatchObject({ ok: 0 })
  expect(await client.command({ ping: 1 })).toMatchObject({ ok: 0, code: 73 })
  expect(await client.command({ ping: 1, $db: "a.b" })).toMatchObject({ ok: 0, code: 73 })
  client.socket.destroy()
})

test.each([
  ["documents", (inner: unknown) => ({ a: inner })],
  ["arrays", (inner: unknown) => [inner]],
])("%s nested deeper than 200 levels are refused, wherever they come", async (_name, wrap) => {
  const client = await rawClient(at.server.uri)
  const nested = (levels: number): unknown => {
    let value: unknown = 1
    for (let level = 0; level < levels; level++) value = wrap(value)
    return value
  }
  for (const command of [
    { insert: "deep", documents: [{ a: nested(220) }], $db: "test" },
    { find: "deep", filter: { a: nested(220) }, $db: "test" },
    { update: "deep", updates: [{ q: {}, u: { $set: { a: nested(220) } }, upsert: true }], $db: "test" },
  ])
    expect(await client.command(command)).toMatchObject({ ok: 0, code: 15, codeName: "Overflow" })
  expect(
    await client.command({ insert: "deep", documents: [{ a: nested(150) }], $db: "test" }),
  ).toMatchObject({ n: 1 })
  client.socket.destroy()
})

test("values of unknown types and damaged values are refused as no BSON", async () => {
  const client = await rawClient(at.server.uri)
  const whole = message({ insert: "c", documents: [{ odd: "text" }], $db: "test" })
  const name = whole.indexOf("odd\0")
  for (const type of [0x14, 0x42, 0x80, 0xfe]) {
    const bytes = Buffer.from(whole)
    bytes[name - 1] = type
    client.send(bytes)
    expect(await client.answer()).toMatchObject({ ok: 0, code: 22, codeName: "InvalidBSON" })
  }
  client.socket.destroy()
  await stillServes()
})

test("a document of 16 MB is taken, and one byte more is refused", async () => {
  const client = await rawClient(at.server.uri)
  const around = serialize({ _id: 1, text: "" }).length
  const insert = (text: string, _id: number) =>
    client.command({ insert: "big", documents: [{ _id, text }], $db: "test" })
  const most = 16 * 1024 * 1024 - around
  expect(await insert("x".repeat(most), 1)).toMatchObject({ n: 1 })
  expect(await insert("x".repeat(most + 1), 2)).toMatchObject({ n: 0, writeErrors: [{ code: 10334 }] })
  client.socket.destroy()
})
