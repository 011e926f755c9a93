import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Page } from "facebook-nodejs-business-sdk"
import business from "facebook-nodejs-business-sdk"
import { afterEach, describe, expect, test } from "vitest"
import { type Simulator, type SimulatorOptions, startSimulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"
import { graphClient } from "./testing/graph-client.ts"

const START = Date.parse("2026-11-24T08:00:00.000Z")
const HOUR = 3_600_000
const DAY = 24 * HOUR

let now = START
const open: Simulator[] = []

/** A simulator with a clock that only the test moves, two citizens, and a post of the Page. */
async function start(options: SimulatorOptions = {}) {
  now = START
  const simulator = await startSimulator({ clock: () => now, seed: 1, ...options })
  open.push(simulator)
  const control = controlOf(simulator.url)
  await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
  await control.post("/citizens", { username: "karim_parvis", name: "Karim Belkacem" })
  const { pagePost } = await control.post("/facebook/posts", {
    by: "VilleDeParvis",
    text: "Travaux rue Pasteur dès lundi.",
  })
  const { pageId, pageToken, appSecret } = simulator.facebook
  const client = graphClient(simulator.url, pageToken, appSecret)
  return { simulator, control, postId: pagePost.id, pageId, ...client, page: client.page(pageId) }
}

type Started = Awaited<ReturnType<typeof start>>

async function say({ control, postId }: Started, text: string, more: object = {}): Promise<string> {
  now += 1000
  const { comment } = await control.post("/facebook/comments", {
    by: "marie_parvis",
    on: postId,
    text,
    ...more,
  })
  return comment.id
}

async function write({ control }: Started, text: string, more: object = {}) {
  now += 1000
  return (await control.post("/facebook/messages", { by: "marie_parvis", text, ...more })).message
}

type Refused = {
  status: number
  response: { code: number; error_subcode?: number; message: string; type: string }
}

/** The error of a call, as the official client gives it. */
async function refusal(call: Promise<unknown>): Promise<Refused> {
  const error: unknown = await call.then(
    () => new Error("expected a refusal"),
    (reason: unknown) => reason,
  )
  if ((error as Error).name === "FacebookRequestError") return error as Refused
  throw error as Error
}

async function codes(call: Promise<unknown>): Promise<[number, number | undefined]> {
  const { response } = await refusal(call)
  return [response.code, response.error_subcode]
}

/** A list as plain objects: the client wraps each in a class of its own. */
const plain = (list: unknown): Record<string, unknown>[] =>
  (list as { _data: Record<string, unknown> }[]).map(({ _data }) => _data)

const commentsOf = async ({ api }: Started, id: string, params: object): Promise<Record<string, unknown>> =>
  api.call("GET", [id, "comments"], { ...params })

const get = async ({ simulator }: Started, path: string, headers: Record<string, string> = {}) => {
  const { pageToken } = simulator.facebook
  const join = path.includes("?") ? "&" : "?"
  return fetch(`${simulator.url}/v24.0/${path}${join}access_token=${encodeURIComponent(pageToken)}`, {
    headers,
  })
}

afterEach(async () => {
  for (const simulator of open.splice(0)) await simulator.close()
})

describe("reading a Page", () => {
  test("its feed holds its own posts and its visitors', newest first, each with what was asked", async () => {
    const run = await start()
    const { control, page, postId, pageId, simulator } = run
    now += 60_000
    const { pagePost } = await control.post("/facebook/posts", {
      by: "marie_parvis",
      text: "Lampadaire éteint",
      photo: { scene: "dark_street" },
    })
    await say(run, "Et la rue Mayeur ?")
    const fields = ["id", "from", "to", "message", "created_time", "status_type"]
    const nested = ["comments.limit(5){id,message}", "attachments"]
    const feed = await page.getFeed([...fields, ...nested], { limit: 10 })
    const [visitors, own] = plain(feed)
    expect(visitors).toMatchObject({
      id: pagePost.id,
      from: { name: "Marie Lefèvre", id: expect.stringMatching(/^\d{16}$/) },
      to: { data: [{ id: pageId, name: "Ville de Parvis" }] },
      status_type: "wall_post",
      created_time: "2026-11-24T08:01:00+0000",
      attachments: { data: [{ media_type: "photo", media: { image: { width: 640 } } }] },
    })
    expect(own).toMatchObject({
      id: postId,
      from: { id: pageId },
      comments: { data: [{ message: "Et la rue Mayeur ?" }] },
    })
    expect(own).not.toHaveProperty("to")
    const attachments = visitors!.attachments as { data: { media: { image: { src: string } } }[] }
    const photo = await fetch(attachments.data[0]!.media.image.src)
    expect(attachments.data[0]!.media.image.src.startsWith(simulator.url)).toBe(true)
    expect(photo.headers.get("content-type")).toBe("image/png")
    const visitorsOnly = plain(await page.getVisitorPosts(["id"], {}))
    expect(visitorsOnly).toEqual([{ id: pagePost.id }])
  })

  test("pages lead from one to the next by the links of the simulator itself", async () => {
    const run = await start()
    for (let i = 0; i < 6; i++) {
      now += 1000
      await run.control.post("/facebook/posts", { by: "karim_parvis", text: `Message ${i}` })
    }
    const feed = await run.page.getFeed(["message"], { limit: 3 })
    const seen = plain(feed).map(({ message }) => message)
    type Cursor = { hasNext(): boolean; next(): Promise<unknown>; paging: { next: string } }
    const cursor = feed as unknown as Cursor
    expect(cursor.paging.next.startsWith(`${run.simulator.url}/v24.0/${run.pageId}/feed?`)).toBe(true)
    expect(cursor.paging.next).not.toContain("appsecret_proof")
    while (cursor.hasNext()) seen.push(...plain(await cursor.next()).map(({ message }) => message))
    expect(seen).toEqual([...[5, 4, 3, 2, 1, 0].map((i) => `Message ${i}`), "Travaux rue Pasteur dès lundi."])
  })

  test("comments come flat or by level, in the order and from the moment that was asked, and counted", async () => {
    const run = await start()
    const first = await say(run, "Jusqu'à quand ?")
    const answer = await say(run, "Mardi soir je crois", { by: "karim_parvis", on: first })
    const deeper = await say(run, "Merci Karim", { on: answer })
    const second = await say(run, "Et les bus ?")
    const ids = async (params: object) =>
      ((await commentsOf(run, run.postId, params)).data as { id: string }[]).map(({ id }) => id)
    expect(await ids({})).toEqual([first, second])
    expect(await ids({ filter: "stream", order: "reverse_chronological" })).toEqual([
      second,
      deeper,
      answer,
      first,
    ])
    expect(await ids({ filter: "stream", since: Math.floor(START / 1000) + 3 })).toEqual([deeper, second])
    const list = await commentsOf(run, run.postId, {
      fields: "id,parent{id},comment_count,can_hide,can_reply_privately,is_hidden,like_count",
      filter: "stream",
      summary: true,
    })
    expect(list.summary).toEqual({ order: "chronological", total_count: 4, can_comment: true })
    expect((list.data as object[])[2]).toEqual({
      id: deeper,
      parent: { id: first },
      comment_count: 0,
      can_hide: true,
      can_reply_privately: true,
      is_hidden: false,
      like_count: 0,
    })
  })

  test("an empty list has no paging, an unknown field and an unknown object are refused", async () => {
    const run = await start()
    expect(await commentsOf(run, run.postId, {})).toEqual({ data: [] })
    const field = await refusal(run.page.get(["nom"]))
    expect(field.response).toMatchObject({
      code: 100,
      message: "(#100) Tried accessing nonexisting field (nom) on node type (Page)",
    })
    expect(await codes(commentsOf(run, "1_2", {}))).toEqual([100, 33])
    const { pageToken } = run.simulator.facebook
    const several = (ids: string[]) =>
      fetch(`${run.simulator.url}/v24.0/?ids=${ids.join()}&fields=message&access_token=${pageToken}`).then(
        (r) => r.json(),
      )
    expect(await several([run.postId, run.pageId].slice(0, 1))).toEqual({
      [run.postId]: { message: "Travaux rue Pasteur dès lundi.", id: run.postId },
    })
    expect(await several([run.postId, "1_2"])).toMatchObject({ error: { code: 100, error_subcode: 33 } })
    await run.control.put("/settings", { missingIds: "omit" })
    expect(Object.keys((await several([run.postId, "1_2"])) as object)).toEqual([run.postId])
  })

  test("JSON is escaped as Meta's is, and says which version and quota it belongs to", async () => {
    const run = await start()
    const comment = await say(run, "Où ça ? http://exemple.fr/école")
    const response = await get(run, `${comment}?fields=message,from`)
    const text = await response.text()
    expect(text).toContain("O\\u00f9 \\u00e7a ? http:\\/\\/exemple.fr\\/\\u00e9cole")
    expect(JSON.parse(text)).toMatchObject({ message: "Où ça ? http://exemple.fr/école" })
    expect(response.headers.get("facebook-api-version")).toBe("v24.0")
    expect(JSON.parse(response.headers.get("x-business-use-case-usage")!)).toEqual({
      [run.pageId]: [
        { type: "pages", call_count: 0, total_cputime: 0, total_time: 0, estimated_time_to_regain_access: 0 },
      ],
    })
  })

  test("a post that names the Page elsewhere is tagged, without its author", async () => {
    const run = await start()
    await run.control.post("/facebook/posts", {
      by: "marie_parvis",
      wall: "own",
      text: "Bravo Ville de Parvis",
    })
    const tagged = plain(await run.page.getTagged(["id", "from", "message", "tagged_time"], {}))
    expect(tagged).toEqual([
      { id: expect.any(String), message: "Bravo Ville de Parvis", tagged_time: "2026-11-24T08:00:00+0000" },
    ])
    expect(plain(await run.page.getFeed(["id"], {}))).toEqual([{ id: run.postId }])
  })
})

describe("moderating", () => {
  test("a comment is answered, liked, hidden, shown again and removed", async () => {
    const run = await start()
    const id = await say(run, "Les barrières bloquent la poussette")
    const comment = new business.Comment(id, {}, undefined, run.api)
    const { id: answerId } = await run.api.call<{ id: string }>("POST", [id, "comments"], {
      message: "Bonjour Marie, c'est noté.",
    })
    expect(await run.api.call("POST", [id, "likes"], {})).toEqual({ success: true })
    await comment.update([], { is_hidden: true })
    const seen = await run.api.call("GET", [id], {
      fields: "is_hidden,user_likes,like_count,comments{id,from}",
    })
    expect(seen).toMatchObject({
      is_hidden: true,
      user_likes: true,
      like_count: 1,
      comments: { data: [{ id: answerId, from: { id: run.pageId } }] },
    })
    await comment.update([], { is_hidden: false })
    await run.api.call("DELETE", [id, "likes"], {})
    const { facebook } = await run.control.get("/state")
    expect(facebook.answers).toEqual({ [id]: [answerId] })
    expect(facebook.comments[0]).toMatchObject({ isHidden: false, likedBy: [] })
    await comment.delete([], {})
    expect(await codes(run.api.call("GET", [id], {}))).toEqual([100, 33])
    expect(await codes(run.api.call("GET", [answerId], {}))).toEqual([100, 33])
  })

  test("an answer to an answer joins the comment above both", async () => {
    const run = await start()
    const first = await say(run, "Une question")
    const second = await say(run, "La même", { by: "karim_parvis", on: first })
    const { id } = await run.api.call<{ id: string }>("POST", [second, "comments"], {
      message: "Bonjour Karim",
    })
    expect(await run.api.call("GET", [id], { fields: "parent{id}" })).toEqual({ id, parent: { id: first } })
  })

  test("the same words twice in the same place are error 506", async () => {
    const run = await start()
    const id = await say(run, "Bonjour")
    const reply = () => run.api.call("POST", [id, "comments"], { message: "Merci !" })
    await reply()
    expect(await codes(reply())).toEqual([506, 1455006])
    now += 2 * HOUR
    await expect(reply()).resolves.toHaveProperty("id")
  })

  test("a citizen changes and takes back a comment under the same id", async () => {
    const run = await start()
    const id = await say(run, "Lampadère cassé")
    await run.control.put(`/facebook/written/${id}`, { text: "Lampadaire cassé" })
    expect(await run.api.call("GET", [id], { fields: "message" })).toMatchObject({
      message: "Lampadaire cassé",
    })
    await run.control.delete(`/facebook/written/${id}`)
    expect(await codes(run.api.call("POST", [id, "comments"], { message: "Bonjour" }))).toEqual([100, 33])
  })

  test("a photo comes as bytes or by its address, and goes with a post, a comment or a message", async () => {
    const run = await start()
    const { pageToken } = run.simulator.facebook
    const bytes = await (await fetch(`${run.simulator.url}/scenes/letter.png`)).arrayBuffer()
    const form = new FormData()
    form.set("source", new Blob([bytes], { type: "image/png" }), "plan.png")
    form.set("published", "false")
    const uploaded = await fetch(
      `${run.simulator.url}/v24.0/${run.pageId}/photos?access_token=${pageToken}`,
      {
        method: "POST",
        body: form,
      },
    )
    const { id: photo } = (await uploaded.json()) as { id: string }
    const post = await run.api.call<{ id: string }>("POST", [run.pageId, "feed"], {
      message: "Le plan du chantier",
      attached_media: [{ media_fbid: photo }],
    })
    const comment = await run.api.call<{ id: string }>("POST", [run.postId, "comments"], {
      message: "Le voici",
      attachment_url: `${run.simulator.url}/scenes/letter.png`,
    })
    const seen = await run.api.call("GET", [post.id], { fields: "attachments{target},status_type" })
    expect(seen).toMatchObject({
      status_type: "added_photos",
      attachments: { data: [{ target: { id: photo } }] },
    })
    expect(await run.api.call("GET", [comment.id], { fields: "attachment" })).toHaveProperty(
      "attachment.media.image.src",
    )
    const outside = run.api.call("POST", [run.postId, "comments"], {
      attachment_url: "https://example.org/a.png",
    })
    expect((await codes(outside))[0]).toBe(324)
  })
})

describe("Messenger", () => {
  test("conversations name people by another id than comments do, newest message first", async () => {
    const run = await start()
    const commentId = await say(run, "Bonjour")
    await write(run, "Bonjour, c'est privé")
    const { psid } = await write(run, "avec une photo", { photo: { scene: "letter" } })
    const conversations = plain(
      await run.page.getConversations(
        [
          "id",
          "updated_time",
          "unread_count",
          "can_reply",
          "participants",
          "messages.limit(5){id,created_time,from,to,message,attachments}",
        ],
        { platform: "messenger" },
      ),
    )
    expect(conversations).toMatchObject([
      {
        id: expect.stringMatching(/^t_\d+$/),
        unread_count: 2,
        can_reply: true,
        participants: { data: [{ id: psid, name: "Marie Lefèvre" }, { id: run.pageId }] },
        messages: {
          data: [
            {
              message: "avec une photo",
              from: { id: psid },
              attachments: { data: [{ mime_type: "image/png" }] },
            },
            { message: "Bonjour, c'est privé", to: { data: [{ id: run.pageId }] } },
          ],
        },
      },
    ])
    const { from } = await run.api.call<{ from: { id: string } }>("GET", [commentId], { fields: "from" })
    expect(from.id).not.toBe(psid)
    const thread = conversations[0]!.id as string
    const messages = await run.api.call<{ data: object[] }>("GET", [thread, "messages"], {
      fields: "message",
      limit: 1,
    })
    expect(messages.data).toMatchObject([{ message: "avec une photo" }])
  })

  const send = ({ api, pageId }: Started, psid: string, more: object = {}) =>
    api.call<{ recipient_id: string; message_id: string }>("POST", [pageId, "messages"], {
      recipient: { id: psid },
      messaging_type: "RESPONSE",
      message: { text: "Bonjour Marie" },
      ...more,
    })
  const asHuman = { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" }

  test("an answer leaves within a day, with the human agent's tag within seven", async () => {
    const run = await start()
    const { psid } = await write(run, "Fuite d'eau")
    expect(await send(run, psid)).toEqual({ recipient_id: psid, message_id: expect.stringMatching(/^m_/) })
    now += DAY + 1
    expect(await codes(send(run, psid))).toEqual([10, 2018278])
    expect(await send(run, psid, asHuman)).toHaveProperty("message_id")
    await run.control.put("/settings", { humanAgentApproved: false })
    expect(await codes(send(run, psid, asHuman))).toEqual([100, 2018276])
    await run.control.put("/settings", { humanAgentApproved: true })
    now += 6 * DAY
    expect(await codes(send(run, psid, asHuman))).toEqual([10, 2018278])
    await write(run, "Toujours là ?")
    expect(await send(run, psid)).toHaveProperty("message_id")
    expect(await codes(send(run, "123"))).toEqual([100, 2018001])
  })

  test("the clock's offset closes the window without waiting", async () => {
    const run = await start()
    const { psid } = await write(run, "Bonjour")
    await run.control.put("/clock", { offsetMs: 25 * HOUR })
    expect(await codes(send(run, psid))).toEqual([10, 2018278])
    expect(await run.api.call("GET", [run.pageId], { fields: "name" })).toMatchObject({
      name: "Ville de Parvis",
    })
  })

  test("a comment has one private reply within seven days, and only its answer opens the window", async () => {
    const run = await start()
    const id = await say(run, "Mon dossier est bloqué")
    const privately = (commentId: string) =>
      run.api.call<{ recipient_id: string }>("POST", [run.pageId, "messages"], {
        recipient: { comment_id: commentId },
        message: { text: "Écrivez-nous ici." },
      })
    const { recipient_id: psid } = await privately(id)
    expect(await run.api.call("GET", [id], { fields: "can_reply_privately" })).toMatchObject({
      can_reply_privately: false,
    })
    expect((await codes(privately(id)))[0]).toBe(10900)
    expect(await codes(send(run, psid))).toEqual([10, 2018278])
    await write(run, "Voici mon numéro")
    expect(await send(run, psid)).toHaveProperty("message_id")
    const late = await say(run, "Une autre question", { by: "karim_parvis" })
    now += 7 * DAY + 1
    expect((await codes(privately(late)))[0]).toBe(10)
    expect(await codes(privately("1_2"))).toEqual([100, 33])
  })
})

describe("tokens", () => {
  test("the proof is checked when it comes, and demanded when the application says so", async () => {
    const run = await start()
    const { pageToken } = run.simulator.facebook
    const me = (client: Pick<ReturnType<typeof graphClient>, "api">) => client.api.call("GET", ["me"], {})
    expect(await me(run)).toMatchObject({ id: run.pageId })
    const wrong = await refusal(me(graphClient(run.simulator.url, pageToken, "another secret")))
    expect(wrong.response).toMatchObject({
      code: 100,
      type: "GraphMethodException",
      message: "Invalid appsecret_proof provided in the API argument",
    })
    const bare = graphClient(run.simulator.url, pageToken)
    expect(await me(bare)).toMatchObject({ id: run.pageId })
    await run.control.put("/settings", { requireAppSecretProof: true })
    expect((await codes(me(bare)))[0]).toBe(100)
    expect((await codes(me(graphClient(run.simulator.url, "unknown"))))[0]).toBe(190)
  })

  test("expired, password changed and application removed each have their subcode, until connected again", async () => {
    const run = await start()
    for (const [access, subcode] of [
      ["expired", 463],
      ["password", 460],
      ["revoked", 458],
    ]) {
      await run.control.put("/facebook/access", { access })
      expect(await codes(run.page.get(["id"]))).toEqual([190, subcode])
    }
    const { appId, appSecret, pageToken, userToken } = run.simulator.facebook
    const app = graphClient(run.simulator.url, `${appId}|${appSecret}`)
    const debug = () => app.api.call<{ data: object }>("GET", ["debug_token"], { input_token: pageToken })
    expect((await debug()).data).toMatchObject({ is_valid: false, type: "PAGE" })
    await run.control.put("/facebook/access", { access: "valid" })
    expect((await debug()).data).toMatchObject({ is_valid: true, expires_at: 0, profile_id: run.pageId })
    const user = graphClient(run.simulator.url, userToken)
    const accounts = await user.api.call<{ data: object[] }>("GET", ["me", "accounts"], {})
    expect(accounts.data).toMatchObject([
      { id: run.pageId, access_token: pageToken, name: "Ville de Parvis" },
    ])
  })

  test("a quota that is spent says when it opens again", async () => {
    const run = await start({ budgetFactor: 1 / 4800 })
    await write(run, "Bonjour")
    await run.page.get(["id"])
    await run.page.get(["id"])
    const spent = await get(run, run.pageId)
    expect(await spent.json()).toMatchObject({ error: { code: 80001 } })
    expect(JSON.parse(spent.headers.get("x-business-use-case-usage")!)).toMatchObject({
      [run.pageId]: [{ call_count: 100, estimated_time_to_regain_access: 1440 }],
    })
    now += DAY
    expect(await run.page.get(["id"])).toHaveProperty("id")
  })
})

describe("batches", () => {
  test("several calls go at once, each with its own answer", async () => {
    const run = await start()
    const id = await say(run, "Bonjour")
    const answers: Record<string, unknown> = {}
    const batch = new business.FacebookAdsApiBatch(run.api)
    const keep = (name: string) => (response: { body: unknown }) => void (answers[name] = response.body)
    batch.add("GET", [id], { fields: "message" }, {}, keep("read"))
    const message = encodeURIComponent("Bonjour & bienvenue à la mairie")
    batch.add("POST", [id, "comments"], { message }, {}, keep("reply"))
    batch.add(
      "GET",
      ["1_2"],
      {},
      {},
      keep("wrong"),
      (response: { error: unknown }) => void (answers.failed = response.error),
    )
    await batch.execute()
    expect(answers.read).toMatchObject({ message: "Bonjour" })
    const { id: replyId } = answers.reply as { id: string }
    expect(await run.api.call("GET", [replyId], { fields: "message" })).toMatchObject({
      message: "Bonjour & bienvenue à la mairie",
    })
    expect(answers.failed ?? answers.wrong).toBeTruthy()
  })
})

describe("faults", () => {
  const messages = (page: Page) => page.get(["id"])

  test("the same faults strike Facebook, or only it, or only X", async () => {
    const run = await start()
    const { control, page } = run
    await control.put("/faults", { kind: "503", times: 1, network: "facebook" })
    // The client cannot read a page that is not JSON: it fails on its own.
    await expect(messages(page)).rejects.toThrow(/not valid JSON/)
    await control.put("/faults", { kind: "429", times: 1, milliseconds: 120_000 })
    expect((await codes(messages(page)))[0]).toBe(80001)
    await control.put("/faults", { kind: "expired_token", times: 1 })
    expect(await codes(messages(page))).toEqual([190, 463])
    await control.put("/faults", { kind: "password_changed", times: 1 })
    expect(await codes(messages(page))).toEqual([190, 460])
    for (const kind of ["reset", "truncated_json"]) {
      await control.put("/faults", { kind, times: 1 })
      await expect(messages(page)).rejects.toThrow()
    }
    await control.put("/faults", { kind: "503", network: "x" })
    expect(await messages(page)).toHaveProperty("id")
  })

  test("what was accepted and never acknowledged is on the Page exactly once", async () => {
    const run = await start()
    const id = await say(run, "Bonjour")
    await run.control.put("/faults", { kind: "timeout_after_accept", times: 1, milliseconds: 0 })
    await expect(run.api.call("POST", [id, "comments"], { message: "Reçu" })).rejects.toThrow()
    expect(await commentsOf(run, id, { fields: "message" })).toMatchObject({ data: [{ message: "Reçu" }] })
  })

  test("Facebook's own: the window, the person, the Page's restriction, the policy block", async () => {
    const run = await start()
    const id = await say(run, "Bonjour")
    const { psid } = await write(run, "Bonjour")
    const expected = {
      window_closed: [10, 2018278],
      person_unavailable: [551, 1545041],
      page_restricted: [10, 1893063],
      policy_block: [368, 1390008],
    }
    for (const [kind, error] of Object.entries(expected)) {
      await run.control.put("/faults", { kind, times: 1 })
      const send = run.api.call("POST", [run.pageId, "messages"], {
        recipient: { id: psid },
        message: { text: kind },
      })
      expect([kind, ...(await codes(send))]).toEqual([kind, ...error])
    }
    await run.control.put("/faults", { kind: "policy_block", times: 1 })
    expect((await codes(run.api.call("POST", [id, "comments"], { message: "Bonjour" })))[0]).toBe(368)
  })

  test("one bad comment comes among the good ones, once", async () => {
    const run = await start()
    await say(run, "Bonjour")
    await run.control.put("/faults", { kind: "malformed_post", times: 1, endpoint: "GET /v*/:post/comments" })
    expect(plain(await run.page.getFeed(["id"], {}))).toHaveLength(1)
    expect((await commentsOf(run, run.postId, {})).data).toHaveLength(2)
    expect((await commentsOf(run, run.postId, {})).data).toHaveLength(1)
  })
})

describe("the town on Facebook", () => {
  test("a seeded Page has news, comments, an exchange; citizens answer the Page back", async () => {
    const run = await start({ seedCitizens: true })
    const { facebook } = await run.control.get("/state")
    expect(facebook.counts.posts).toBeGreaterThan(5)
    expect(facebook.counts.comments).toBeGreaterThan(10)
    const dustbins = facebook.comments.find(({ scenarioKey }) => scenarioKey === "famille-13")!
    await run.api.call("POST", [dustbins.id, "comments"], {
      message: "Bonjour, sortez-le après 20 h la veille.",
    })
    run.simulator.facebookCrowd.advance(10_000)
    const comments = (await run.control.get("/state")).facebook.comments
    expect(comments.at(-1)).toMatchObject({ scenarioKey: "famille-13+1", parentId: dustbins.id })
  })

  test("the crowd comments, posts, writes on Messenger, changes its words and takes some back", async () => {
    const run = await start({ seedCitizens: true })
    await run.control.put("/crowd", { network: "facebook", perMinute: 60 })
    for (let i = 0; i < 3000; i++) run.simulator.facebookCrowd.advance(100)
    const { facebook } = await run.control.get("/state")
    expect(facebook.comments.length + facebook.posts.length + facebook.messages.length).toBeGreaterThan(280)
    expect(facebook.comments.some(({ isEdited }) => isEdited)).toBe(true)
    expect(facebook.comments.some(({ isDeleted }) => isDeleted)).toBe(true)
    expect(facebook.counts.visitorPosts).toBeGreaterThan(20)
    expect(facebook.counts.messagesReceived).toBeGreaterThan(5)
    const words = [...facebook.posts, ...facebook.comments].map(({ message }) => message)
    expect(words.filter((message) => message.includes("@VilleDeParvis"))).toEqual([])
  })

  test("everything is there after a restart", async () => {
    const dataFile = join(mkdtempSync(join(tmpdir(), "simulator-")), "state.jsonl")
    const first = await start({ dataFile })
    const id = await say(first, "avant l'arrêt", { photo: { scene: "flood" } })
    await first.api.call("POST", [id, "comments"], { message: "Bien reçu" })
    await write(first, "et en privé")
    const before = await first.control.get("/facebook/state")
    await first.simulator.close()
    open.pop()
    const second = await startSimulator({ dataFile, clock: () => now })
    open.push(second)
    expect((await controlOf(second.url).get("/facebook/state")).facebook).toEqual(before.facebook)
  })
})
