// Longer than 250 lines: every write of both networks is in the tables of this one file, so that none is forgotten.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { MessageAct } from "../../shared/ability.ts"
import type { Account } from "../../shared/account.ts"
import type { Message } from "../../shared/message.ts"
import type { Person } from "../../shared/person.ts"
import type { Connector } from "../../server/connectors/connector.ts"
import { actOnMessage } from "../../server/domain/messages/act-on-message.ts"
import { sendReply } from "../../server/domain/replies/send-reply.ts"
import { uploadPicture } from "../../server/domain/replies/upload-picture.ts"
import { photoWithPosition } from "../../server/media/testing/pictures.ts"
import { createPersonWith } from "../../server/testing/builders.ts"
import { openTestContext, type TestContext } from "../../server/testing/test-context.ts"
import { actNext } from "../../server/workers/effects.ts"
import { lookForNext, sendNext } from "../../server/workers/outbox.ts"
import { type Simulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"
import {
  drain,
  facebookConnectorOf,
  passToNextPoll,
  pollersOf,
  settle,
  simulatorOf,
  storedMessages,
  xConnectorOf,
} from "./testing/desk.ts"
import { publish } from "./world/publish.ts"

let ctx: TestContext
let simulator: Simulator
let control: ReturnType<typeof controlOf>
let nadia: Person
let account: Account
let pollAll: () => Promise<void>

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  nadia = await createPersonWith(ctx)
  simulator = await simulatorOf(ctx)
  control = controlOf(simulator.url)
  await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
})
afterEach(() => simulator.close())

async function connect(connector: Connector): Promise<void> {
  account = await settle(ctx, connector)
  pollAll = pollersOf(ctx, connector, account)
}

/** Polls, and answers the message that the network calls so. */
async function read(externalId: string): Promise<Message> {
  ctx.pass(1_000)
  await pollAll()
  return stored(externalId)
}
async function stored(externalId: string): Promise<Message> {
  const standing = await ctx.messages.standing({
    network: account.network,
    accountId: account.id,
    externalId,
  })
  const message = standing && (await ctx.messages.find(standing.id))
  if (!message) throw new Error(`not stored: ${externalId}`)
  return message
}

/** The next answer to this call is lost: the network took it, and the connection dies. */
const loseAnswer = (endpoint: string, milliseconds = 0) =>
  control.put("/faults", { kind: "timeout_after_accept", times: 1, endpoint, milliseconds })
/** How many answers were lost in this test. */
const lostAnswers = async () => {
  const { faults } = await control.get("/faults")
  return faults.find(({ kind }) => kind === "timeout_after_accept")?.hits
}

type Words = { text?: string; withPicture?: boolean; privately?: boolean }

async function answer({ threadId }: Message, { text = "", withPicture = false, privately = false }: Words) {
  const pictures = withPicture
    ? [{ id: (await uploadPicture(ctx, nadia, threadId, await photoWithPosition())).id, altText: "Le plan" }]
    : []
  const expectedVersion = (await ctx.threads.find(threadId))?.version ?? 0
  const input = { clientId: crypto.randomUUID(), text, pictures, privately, expectedVersion }
  return sendReply(ctx, nadia, threadId, input)
}

/** The workers' turns for some minutes, with what a poll brings among them. */
async function letMinutesPass(): Promise<void> {
  ctx.pass(ctx.undoSeconds * 1000)
  for (let turn = 0; turn < 6; turn += 1) {
    await drain(() => sendNext(ctx))
    await drain(() => actNext(ctx))
    ctx.pass(20_000)
    await drain(() => lookForNext(ctx))
  }
  await passToNextPoll(ctx, account)
  await pollAll()
}

/** It is sent for the desk, and one message of the thread. */
async function expectSentOnce(id: string, externalIds: string[]): Promise<void> {
  const reply = await ctx.replies.find(id)
  expect(externalIds).toEqual([reply?.externalId])
  expect(reply?.state).toBe("sent")
  const out = (await storedMessages(ctx)).filter(({ direction }) => direction === "out")
  expect(out.map(({ externalId }) => externalId)).toEqual(externalIds)
}

const act = ({ threadId, id }: Message, action: MessageAct["action"]) =>
  actOnMessage(ctx, nadia, threadId, id, { action })

describe("on X, when the answer is lost after X took it,", () => {
  beforeEach(() => connect(xConnectorOf(ctx, simulator)))

  const said = async (text = "@VilleDeParvis un lampadaire éteint", more: object = {}) =>
    read((await control.post("/posts", { by: "marie_parvis", text, ...more })).post.id)
  const written = async () =>
    read((await control.post("/directs", { by: "marie_parvis", text: "Bonjour" })).direct.id)
  const repliesOnX = async () => {
    const { posts, directs } = await control.get("/state")
    return [...posts, ...directs].filter(({ byCity }) => byCity).map(({ id }) => id)
  }

  const publishing = [
    ["a reply", "POST /2/tweets", said, { text: "Une équipe passe demain." }],
    ["a direct message", "POST /2/dm_conversations/*", written, { text: "Une équipe passe demain." }],
    ["a reply with a picture", "POST /2/tweets", said, { text: "Le plan.", withPicture: true }],
    ["a picture without words", "POST /2/tweets", said, { withPicture: true }],
    ["a direct message with a picture", "POST /2/dm_conversations/*", written, { withPicture: true }],
    ["the start of an upload", "POST /2/media/upload/initialize", said, { withPicture: true }],
    ["the bytes of an upload", "POST /2/media/upload/:id/append", said, { withPicture: true }],
    ["the end of an upload", "POST /2/media/upload/:id/finalize", said, { withPicture: true }],
    ["the words of an upload", "POST /2/media/metadata", said, { withPicture: true }],
  ] as const

  test.each(publishing)("%s is out once, and the desk says so", async (_name, endpoint, ask, words) => {
    const asked = await ask()
    await loseAnswer(endpoint)
    const { id } = await answer(asked, words)
    await letMinutesPass()
    expect(await lostAnswers()).toBe(1)
    await expectSentOnce(id, await repliesOnX())
  })

  test("a reply is out once also when X is away for the first look", async () => {
    const asked = await said()
    await loseAnswer("POST /2/tweets")
    const { id } = await answer(asked, { text: "Une équipe passe demain." })
    ctx.pass(ctx.undoSeconds * 1000)
    await drain(() => sendNext(ctx))
    await control.put("/faults", { kind: "503", times: 1, endpoint: "GET /2/*" })
    ctx.pass(3_000)
    await drain(() => lookForNext(ctx))
    expect(await ctx.replies.find(id)).toMatchObject({ state: "unknown", attempts: 1 })
    await letMinutesPass()
    await expectSentOnce(id, await repliesOnX())
  })

  test("an answer hidden, shown again and a reply deleted are so once, and the desk says so", async () => {
    const { account: ours, world } = simulator
    const root = publish(world, { authorId: ours.id, text: "La rue Pasteur est barrée lundi" })
    if (typeof root === "string") throw new Error(root)
    const { id, ...insult } = await said("@VilleDeParvis bande d’incapables", { replyTo: root.id })
    const isHidden = async () =>
      (await control.get("/state")).posts.find((post) => post.id === insult.externalId)?.isHidden
    for (const action of ["hide", "unhide"] as const) {
      await loseAnswer("PUT /2/tweets/:id/hidden")
      await act({ id, ...insult }, action)
      await letMinutesPass()
      expect([await isHidden(), (await ctx.messages.find(id))?.hidden]).toEqual(
        action === "hide" ? [true, true] : [false, false],
      )
    }
    await loseAnswer("DELETE /2/tweets/:id")
    const reply = await answer({ id, ...insult }, { text: "Restons courtois." })
    await letMinutesPass()
    const externalId = (await ctx.replies.find(reply.id))?.externalId ?? ""
    await act(await stored(externalId), "delete")
    await letMinutesPass()
    expect((await control.get("/state")).posts.find((post) => post.id === externalId)?.isDeleted).toBe(true)
    const tombstone = (await storedMessages(ctx)).find((message) => message.externalId === externalId)
    expect(tombstone).toMatchObject({ text: "", removedAt: expect.any(Date) })
    expect(await lostAnswers()).toBe(3)
  })
})

describe("on Facebook, when the answer is lost after Facebook took it,", () => {
  let ownPost: string

  beforeEach(async () => {
    const news = { by: "VilleDeParvis", text: "Travaux rue Pasteur dès lundi." }
    ownPost = (await control.post("/facebook/posts", news)).pagePost.id
    await connect(facebookConnectorOf(ctx, simulator))
  })

  const commented = async () => {
    const words = { by: "marie_parvis", on: ownPost, text: "Jusqu’à quand ?" }
    return read((await control.post("/facebook/comments", words)).comment.id)
  }
  const posted = async () =>
    read(
      (await control.post("/facebook/posts", { by: "marie_parvis", text: "Un arbre est tombé" })).pagePost.id,
    )
  const written = async () =>
    read((await control.post("/facebook/messages", { by: "marie_parvis", text: "Bonjour" })).message.id)
  const repliesOnFacebook = async () => {
    const { comments, messages } = (await control.get("/facebook/state")).facebook
    const ofPage = [
      ...comments.filter(({ byPage }) => byPage),
      ...messages.filter(({ fromPage }) => fromPage),
    ]
    return ofPage.map(({ id }) => id)
  }

  const text = "Jusqu’à vendredi."
  const publishing = [
    ["a reply to a comment", "POST /v*/comments", commented, { text }],
    ["a reply to a visitor's post", "POST /v*/comments", posted, { text }],
    ["a private reply", "POST /v*/messages", commented, { text, privately: true }],
    ["a message", "POST /v*/messages", written, { text }],
    ["a reply with a picture", "POST /v*/comments", commented, { text, withPicture: true }],
    ["the upload of its picture", "POST /v*/photos", commented, { text, withPicture: true }],
    ["a message that is a picture", "POST /v*/messages", written, { withPicture: true }],
    ["the upload of that picture", "POST /v*/message_attachments", written, { withPicture: true }],
  ] as const

  test.each(publishing)("%s is out once, and the desk says so", async (_name, endpoint, ask, words) => {
    const asked = await ask()
    await loseAnswer(endpoint)
    const { id } = await answer(asked, words)
    await letMinutesPass()
    expect(await lostAnswers()).toBe(1)
    await expectSentOnce(id, await repliesOnFacebook())
  })

  const acts = [
    ["hide", "POST /v*/:comment", { isHidden: true }, { hidden: true }],
    ["unhide", "POST /v*/:comment", { isHidden: false }, { hidden: false }],
    ["like", "POST /v*/likes", { likes: 1 }, { liked: true }],
    ["unlike", "DELETE /v*/likes", { likes: 0 }, { liked: false }],
    ["delete", "DELETE /v*/:comment", { isDeleted: true }, { text: "", removedAt: expect.any(Date) }],
  ] as const

  test("a comment hidden, shown, liked, not liked and deleted is so once, and the desk says so", async () => {
    const comment = await commented()
    for (const [lost, [action, endpoint, there, here]] of acts.entries()) {
      await loseAnswer(endpoint)
      await act(comment, action)
      await letMinutesPass()
      expect(await lostAnswers(), action).toBe(lost + 1)
      const { comments } = (await control.get("/facebook/state")).facebook
      const found = comments.find(({ id }) => id === comment.externalId)
      expect({ ...found, likes: found?.likedBy.length }).toMatchObject(there)
      expect(await storedMessages(ctx)).toMatchObject([here])
    }
  })
})

describe("when the network is silent instead,", () => {
  test("a reply on X is out once", async () => {
    await connect(xConnectorOf(ctx, simulator, { timeoutMs: 1_000 }))
    const { post } = await control.post("/posts", { by: "marie_parvis", text: "@VilleDeParvis bonjour" })
    const asked = await read(post.id)
    await loseAnswer("POST /2/tweets", 5_000)
    const { id } = await answer(asked, { text: "Bonjour !" })
    await letMinutesPass()
    const { posts } = await control.get("/state")
    await expectSentOnce(
      id,
      posts.filter(({ byCity }) => byCity).map((one) => one.id),
    )
  })
})
