import business from "facebook-nodejs-business-sdk"
import { afterEach, describe, expect, test } from "vitest"
import { closePages, clock, HOUR, startPage, say, codes } from "./testing/page-town.ts"

afterEach(closePages)

describe("moderating", () => {
  test("a comment is answered, liked, hidden, shown again and removed", async () => {
    const run = await startPage()
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
    const run = await startPage()
    const first = await say(run, "Une question")
    const second = await say(run, "La même", { by: "karim_parvis", on: first })
    const { id } = await run.api.call<{ id: string }>("POST", [second, "comments"], {
      message: "Bonjour Karim",
    })
    expect(await run.api.call("GET", [id], { fields: "parent{id}" })).toEqual({ id, parent: { id: first } })
  })

  test("the same words twice in the same place are error 506", async () => {
    const run = await startPage()
    const id = await say(run, "Bonjour")
    const reply = () => run.api.call("POST", [id, "comments"], { message: "Merci !" })
    await reply()
    expect(await codes(reply())).toEqual([506, 1455006])
    clock.now += 2 * HOUR
    await expect(reply()).resolves.toHaveProperty("id")
  })

  test("a citizen changes and takes back a comment under the same id", async () => {
    const run = await startPage()
    const id = await say(run, "Lampadère cassé")
    await run.control.put(`/facebook/written/${id}`, { text: "Lampadaire cassé" })
    expect(await run.api.call("GET", [id], { fields: "message" })).toMatchObject({
      message: "Lampadaire cassé",
    })
    await run.control.delete(`/facebook/written/${id}`)
    expect(await codes(run.api.call("POST", [id, "comments"], { message: "Bonjour" }))).toEqual([100, 33])
  })

  test("a photo comes as bytes or by its address, and goes with a post, a comment or a message", async () => {
    const run = await startPage()
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
