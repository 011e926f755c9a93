import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../shared/account.ts"
import type { Person } from "../../shared/person.ts"
import type { IncomingMedia, IncomingMessage } from "../connectors/incoming.ts"
import { readCopy } from "../domain/media/read-copy.ts"
import { ingestMessage } from "../domain/threads/ingest-message.ts"
import { readThreadDetail } from "../domain/threads/read-thread.ts"
import { removeMessage } from "../domain/threads/remove-message.ts"
import { type Picture, PictureError, type PictureTrouble } from "../media/picture.ts"
import { buildIncoming, createAccount, createPersonWith, createThread } from "../testing/builders.ts"
import { openTestContext, type TestContext } from "../testing/test-context.ts"
import { fetchNextPicture } from "./media.ts"

let ctx: TestContext
let account: Account
let nadia: Person
/** Addresses that were asked for, in order. */
let asked: string[]
/** What the network says to an address; a picture unless told otherwise. */
let troubles: Map<string, PictureTrouble>

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
  nadia = await createPersonWith(ctx)
  asked = []
  troubles = new Map()
  ctx.pictureTools = {
    ...ctx.pictureTools,
    fetch: async (_network, address): Promise<Picture> => {
      asked.push(address)
      const trouble = troubles.get(address)
      if (trouble) throw new PictureError(trouble, "as the test says")
      return { bytes: Buffer.from(`bytes of ${address}`), mime: "image/webp", width: 40, height: 30 }
    },
  }
})

const photo = (name: string, altText: string | null = null): IncomingMedia => ({
  kind: "photo",
  url: `https://pbs.twimg.com/media/${name}.jpg`,
  altText,
})
const rounds = async () => {
  while ((await fetchNextPicture(ctx, new AbortController().signal)) === "again");
}
const kept = () => ctx.database.connection.collection("mediaCopies").countDocuments({ bytes: { $ne: null } })

async function arrive(...media: IncomingMedia[]) {
  const incoming = buildIncoming({ media })
  const thread = await createThread(ctx, account, incoming)
  const message = async () => {
    const [first] = (await readThreadDetail(ctx, nadia, thread.id)).messages
    if (!first) throw new Error("the thread is empty")
    return first
  }
  return { incoming, thread, message, id: (await message()).id }
}
/** The message as its author changed it some minutes later. */
const revised = (incoming: IncomingMessage, change: Partial<IncomingMessage>): IncomingMessage => ({
  ...incoming,
  revision: { id: `${incoming.externalId}-2`, at: new Date(incoming.sentAt.getTime() + 300_000) },
  ...change,
})

describe("a picture in a message", () => {
  test("is fetched soon, kept, and shown with its words; its address on the network stays here", async () => {
    const { message, id } = await arrive(photo("a", "Un lampadaire éteint"))
    expect((await message()).media).toEqual([
      { kind: "photo", altText: "Un lampadaire éteint", copy: { state: "waiting" } },
    ])
    await rounds()
    const version = expect.stringMatching(/^[0-9a-f]{12}$/) as string
    expect((await message()).media[0]?.copy).toEqual({ state: "ready", version, width: 40, height: 30 })
    expect(JSON.stringify(await message())).not.toContain("twimg")
    expect((await readCopy(ctx, nadia, id, 0)).bytes.toString()).toContain("media/a.jpg")
  })

  test("is not fetched again", async () => {
    const { incoming } = await arrive(photo("a"))
    await rounds()
    await ingestMessage(ctx, account, incoming)
    await ingestMessage(ctx, account, revised(incoming, { text: "le même, autrement" }))
    ctx.pass(3_600_000)
    await rounds()
    expect(asked).toHaveLength(1)
    expect(await kept()).toBe(1)
  })

  test("is tried again while the network is away, more and more rarely, and then given up", async () => {
    const { message } = await arrive(photo("a"))
    troubles.set(photo("a").url ?? "", "away")
    await rounds()
    expect(asked).toHaveLength(1)
    ctx.pass(5_000)
    await rounds()
    expect(asked).toHaveLength(2)
    expect((await message()).media[0]?.copy.state).toBe("waiting")
    for (let round = 0; round < 10; round += 1) {
      ctx.pass(3_600_000)
      await rounds()
    }
    expect(asked).toHaveLength(6)
    expect((await message()).media[0]?.copy.state).toBe("refused")
  })

  test("that is none is given up at once, with the reason kept", async () => {
    const { message } = await arrive(photo("a"), photo("b"))
    troubles.set(photo("a").url ?? "", "not_a_picture")
    await rounds()
    expect((await message()).media.map(({ copy }) => copy.state)).toEqual(["refused", "ready"])
    const rows = await ctx.database.connection.collection("mediaCopies").find({ index: 0 }).toArray()
    expect(rows[0]?.["trouble"]).toBe("not_a_picture")
  })

  test("without an address is not waited for", async () => {
    const { message } = await arrive({ kind: "video", url: null, altText: null })
    expect((await message()).media[0]?.copy.state).toBe("refused")
    await rounds()
    expect(asked).toEqual([])
  })
})

describe("gone with the message", () => {
  test("are its pictures, in the step that removes it", async () => {
    const { incoming, id } = await arrive(photo("a"), photo("b"))
    await rounds()
    expect(await kept()).toBe(2)
    await removeMessage(ctx, account, { externalId: incoming.externalId, at: ctx.now() })
    expect(await ctx.database.connection.collection("mediaCopies").countDocuments()).toBe(0)
    await expect(readCopy(ctx, nadia, id, 0)).rejects.toMatchObject({ code: "not_found" })
  })

  test("are its pictures only if all of it is: a removal that breaks off takes nothing", async () => {
    const { incoming, message } = await arrive(photo("a"))
    await rounds()
    const broken = { ...ctx, timeline: { ...ctx.timeline, add: () => Promise.reject(new Error("no disk")) } }
    const removal = { externalId: incoming.externalId, at: ctx.now() }
    await expect(removeMessage(broken, account, removal)).rejects.toThrow("no disk")
    expect(await kept()).toBe(1)
    expect((await message()).media).toHaveLength(1)
  })

  test("is a picture that a new version has not; the one that stays is kept", async () => {
    const { incoming, message, id } = await arrive(photo("a"), photo("b"))
    await rounds()
    await ingestMessage(ctx, account, revised(incoming, { media: [photo("a")] }))
    expect(await kept()).toBe(1)
    expect((await message()).media.map(({ copy }) => copy.state)).toEqual(["ready"])
    await expect(readCopy(ctx, nadia, id, 1)).rejects.toMatchObject({ code: "not_found" })
  })

  test("is a picture that another one replaces", async () => {
    const { incoming, message, id } = await arrive(photo("a"))
    await rounds()
    const before = (await message()).media[0]?.copy
    await ingestMessage(ctx, account, revised(incoming, { media: [photo("c")] }))
    expect((await message()).media[0]?.copy.state).toBe("waiting")
    await expect(readCopy(ctx, nadia, id, 0)).rejects.toMatchObject({ code: "not_found" })
    await rounds()
    expect((await message()).media[0]?.copy).not.toEqual(before)
    expect((await readCopy(ctx, nadia, id, 0)).bytes.toString()).toContain("media/c.jpg")
  })

  test("is a picture that arrives after the message was removed", async () => {
    const { incoming } = await arrive(photo("a"))
    const { fetch } = ctx.pictureTools
    ctx.pictureTools.fetch = async (...asking) => {
      await removeMessage(ctx, account, { externalId: incoming.externalId, at: ctx.now() })
      return fetch(...asking)
    }
    await rounds()
    expect(await ctx.database.connection.collection("mediaCopies").countDocuments()).toBe(0)
  })
})

test("a head sees the pictures of the threads handed to them, and of no others", async () => {
  const { id } = await arrive(photo("a"))
  await rounds()
  const head = await createPersonWith(ctx, { role: "head", departments: ["voirie"] })
  await expect(readCopy(ctx, head, id, 0)).rejects.toMatchObject({ code: "not_found" })
})
