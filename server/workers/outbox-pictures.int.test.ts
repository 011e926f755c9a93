import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../shared/account.ts"
import type { Person } from "../../shared/person.ts"
import type { Thread } from "../../shared/thread.ts"
import { ConnectorError } from "../connectors/connector.ts"
import type { IncomingMedia } from "../connectors/incoming.ts"
import { cancelReply } from "../domain/replies/cancel-reply.ts"
import { sendReply } from "../domain/replies/send-reply.ts"
import { uploadPicture } from "../domain/replies/upload-picture.ts"
import { ingestMessage } from "../domain/threads/ingest-message.ts"
import { readThreadDetail } from "../domain/threads/read-thread.ts"
import { removeMessage } from "../domain/threads/remove-message.ts"
import { bomb, photoWithPosition } from "../media/testing/pictures.ts"
import { buildIncoming, createAccount, createPersonWith, createThread } from "../testing/builders.ts"
import { createFakeConnector, type FakeConnector } from "../testing/fake-connector.ts"
import { openTestContext, type TestContext } from "../testing/test-context.ts"
import { lookForNext, sendNext } from "./outbox.ts"

let ctx: TestContext
let account: Account
let nadia: Person
let network: FakeConnector
let thread: Thread

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
  nadia = await createPersonWith(ctx)
  network = createFakeConnector()
  ctx.connect(account.id, network)
  thread = await createThread(ctx, account)
})

const clientId = () => crypto.randomUUID()
const afterUndo = () => ctx.pass(ctx.undoSeconds * 1000)
const stateOf = async (id: string) => (await ctx.replies.find(id))?.state
const drain = async () => {
  while ((await sendNext(ctx)) === "again");
}

describe("a reply with pictures", () => {
  const upload = async () => uploadPicture(ctx, nadia, thread.id, await photoWithPosition())
  const sendWith = async (pictures: { id: string; altText?: string }[], text = "Voici où.") => {
    const expectedVersion = (await ctx.threads.find(thread.id))?.version ?? 0
    return sendReply(ctx, nadia, thread.id, { clientId: clientId(), text, pictures, expectedVersion })
  }

  test("leaves with them in their order, with their words and without the position they were taken at", async () => {
    const [first, second] = [await upload(), await upload()]
    const reply = await sendWith([{ id: second.id, altText: "Le plan" }, { id: first.id }])
    expect(reply.pictures).toEqual([
      { id: second.id, altText: "Le plan", width: 40, height: 60 },
      { id: first.id, altText: "", width: 40, height: 60 },
    ])
    afterUndo()
    await drain()
    const [published] = network.published
    expect(published?.pictures.map(({ altText, mime }) => [altText, mime])).toEqual([
      ["Le plan", "image/jpeg"],
      ["", "image/jpeg"],
    ])
    expect(published?.pictures.some(({ bytes }) => bytes.includes("Exif"))).toBe(false)
    expect((await readThreadDetail(ctx, nadia, thread.id)).replies[0]?.pictures).toHaveLength(2)
  })

  test("may have no words, and is still told from others when its fate is unknown", async () => {
    const { id } = await upload()
    network.failNext(new ConnectorError("unknown", "timeout"), { taken: true })
    const reply = await sendWith([{ id }], "")
    afterUndo()
    await drain()
    expect(await stateOf(reply.id)).toBe("unknown")
    ctx.pass(3_000)
    await lookForNext(ctx)
    expect(await stateOf(reply.id)).toBe("sent")
    expect(network.published).toHaveLength(1)
  })

  test("is recognised when the network tells it back before the call returns", async () => {
    const { id } = await upload()
    const key = (await ctx.threads.keyOf(thread.id)) ?? ""
    network.failNext(new ConnectorError("unknown", "timeout"), { taken: true })
    const reply = await sendWith([{ id }], "")
    afterUndo()
    await drain()
    const echo = (media: IncomingMedia[]) =>
      buildIncoming({
        fromAccount: true,
        text: "",
        media,
        conversationKey: key.slice(0, key.lastIndexOf(":")),
      })
    await ingestMessage(ctx, account, echo([]))
    expect(await stateOf(reply.id)).toBe("unknown")
    await ingestMessage(ctx, account, echo([{ kind: "photo", url: null, altText: null }]))
    expect(await stateOf(reply.id)).toBe("sent")
  })

  test("that more pictures are asked for than the network takes is refused", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, upload))
    await expect(sendWith(ids)).rejects.toMatchObject({ code: "not_possible" })
  })

  test("uses a picture once, and none of another thread", async () => {
    const { id } = await upload()
    await sendWith([{ id }])
    await expect(sendWith([{ id }])).rejects.toMatchObject({ code: "picture_gone" })
    const other = await createThread(ctx, account)
    const foreign = await uploadPicture(ctx, nadia, other.id, await photoWithPosition())
    await expect(sendWith([foreign])).rejects.toMatchObject({ code: "picture_gone" })
    expect((await ctx.replies.ofThread(thread.id)).length).toBe(1)
  })

  test("that is taken back leaves its pictures free for a day", async () => {
    const { id } = await upload()
    await cancelReply(ctx, nadia, (await sendWith([{ id }])).id)
    const row = await ctx.database.connection.collection("pictures").findOne()
    expect(row?.["expiresAt"]).toEqual(new Date(+ctx.now() + 24 * 3_600_000))
    expect((await sendWith([{ id }])).pictures).toHaveLength(1)
  })

  test("whose picture is gone says so instead of leaving without it", async () => {
    const { id } = await upload()
    const reply = await sendWith([{ id }])
    await ctx.pictures.removeOf(reply.id)
    afterUndo()
    await drain()
    expect(await ctx.replies.find(reply.id)).toMatchObject({ state: "failed", reason: "picture_refused" })
    expect(network.published).toEqual([])
  })

  test("loses them here when it is removed on the network", async () => {
    const { id } = await upload()
    await sendWith([{ id }])
    afterUndo()
    await drain()
    const externalId = network.published[0]?.externalId ?? ""
    await removeMessage(ctx, account, { externalId, at: ctx.now() })
    expect(await ctx.pictures.read(id)).toBeNull()
  })
})

test("what is no picture is not taken for one", async () => {
  const upload = (bytes: Buffer) => uploadPicture(ctx, nadia, thread.id, bytes)
  await expect(upload(Buffer.from("<svg/>"))).rejects.toMatchObject({ code: "not_a_picture" })
  await expect(upload(bomb(30_000))).rejects.toMatchObject({ code: "payload_too_large" })
})
