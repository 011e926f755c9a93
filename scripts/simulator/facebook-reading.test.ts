import business from "facebook-nodejs-business-sdk"
import { afterEach, describe, expect, test } from "vitest"
import {
  closePages,
  clock,
  START,
  startPage,
  say,
  refusal,
  codes,
  plain,
  commentsOf,
  get,
} from "./testing/page-town.ts"

afterEach(closePages)

describe("reading a Page", () => {
  test("its feed holds its own posts and its visitors', newest first, each with what was asked", async () => {
    const run = await startPage()
    const { control, page, postId, pageId, simulator } = run
    clock.now += 60_000
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
    const run = await startPage()
    for (let i = 0; i < 6; i++) {
      clock.now += 1000
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
    const run = await startPage()
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
    const run = await startPage()
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
    const run = await startPage()
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
    const run = await startPage()
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

describe("batches", () => {
  test("several calls go at once, each with its own answer", async () => {
    const run = await startPage()
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
