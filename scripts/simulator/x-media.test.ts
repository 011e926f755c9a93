import { EUploadMimeType } from "twitter-api-v2"
import { afterEach, describe, expect, test } from "vitest"
import { clock, closeTowns, mention, refusal, startTown } from "./testing/x-town.ts"
import { addUpload } from "./world/photos.ts"

afterEach(closeTowns)

const INVALID = [400, [{ message: "Your media IDs are invalid." }]]

/** A town, and a photo that the city uploads in several pieces. */
async function startWithPhoto() {
  const town = await startTown()
  const photo = Buffer.from(await (await fetch(`${town.simulator.url}/scenes/letter.png`)).arrayBuffer())
  const upload = () => town.city.v2.uploadMedia(photo, { media_type: EUploadMimeType.Png }, 30_000)
  return { ...town, photo, upload }
}

describe("uploaded media", () => {
  test("a reply may carry an uploaded photo", async () => {
    const { simulator, control, city, photo, upload } = await startWithPhoto()
    const id = await mention(control, "où est le guichet ?")
    const mediaId = await upload()
    await city.v2.reply("Ici :", id, { media: { media_ids: [mediaId] } })
    const own = await city.v2.userTimeline(simulator.account.id, {
      expansions: ["attachments.media_keys"],
      "media.fields": ["url", "width"],
    })
    expect(own.includes.media).toMatchObject([{ media_key: `3_${mediaId}`, width: 640 }])
    const served = Buffer.from(await (await fetch(own.includes.media[0]!.url!)).arrayBuffer())
    expect(served.equals(photo)).toBe(true)
    const unknown = await refusal(city.v2.reply("Encore", id, { media: { media_ids: ["1"] } }))
    expect([unknown.code, unknown.data.errors]).toMatchObject([
      400,
      [{ message: "Your media IDs are invalid." }],
    ])
  })

  test("carries its alternative text to whoever reads the post or the message", async () => {
    const { simulator, control, city, upload } = await startWithPhoto()
    const id = await mention(control, "où est le guichet ?")
    const mediaId = await upload()
    await city.v2.createMediaMetadata(mediaId, { alt_text: { text: "Le courrier du guichet" } })
    await city.v2.reply("Ici :", id, { media: { media_ids: [mediaId] } })
    const marie = simulator.world.userNamed("marie_parvis")!
    await control.post("/directs", { by: "marie_parvis", text: "Et en privé ?" })
    await city.v2.sendDmToParticipant(marie.id, { attachments: [{ media_id: mediaId }] })
    const { posts, directs } = await control.get("/state")
    for (const { photos } of [posts.at(-1)!, directs.at(-1)!])
      expect(photos).toMatchObject([{ alt: "Le courrier du guichet" }])
    const { includes } = await city.v2.userTimeline(simulator.account.id, {
      ...{ expansions: ["attachments.media_keys"], "media.fields": ["alt_text"] },
    })
    expect(includes.media).toMatchObject([{ alt_text: "Le courrier du guichet" }])
    const status = await city.v2.get<object>("media/upload", { command: "STATUS", media_id: mediaId })
    expect(status).toMatchObject({ data: { processing_info: { state: "succeeded" } } })
  })

  test("that is unknown, another's, unfinished or a day old is refused", async () => {
    const { simulator, city, control, upload, photo } = await startWithPhoto()
    const id = await mention(control, "une photo ?")
    const attempt = async (mediaId: string) => {
      const { code, data } = await refusal(
        city.v2.reply(`Voici ${mediaId}`, id, { media: { media_ids: [mediaId] } }),
      )
      return [code, data.errors]
    }
    expect(await attempt("1")).toMatchObject(INVALID)
    const others = simulator.world.nextId()
    addUpload(simulator.world, simulator.accounts[1]!.id, photo, undefined, others)
    expect(await attempt(others)).toMatchObject(INVALID)
    const mediaId = await upload()
    clock.now += 24 * 3_600_000 + 1
    expect(await attempt(mediaId)).toMatchObject(INVALID)
    expect((await refusal(city.v2.createMediaMetadata(mediaId, { alt_text: { text: "?" } }))).code).toBe(400)

    const { data } = await city.v2.post<{ data: { id: string } }>("media/upload/initialize", {
      ...{ media_type: "image/png", total_bytes: 100, media_category: "tweet_image" },
    })
    expect((await refusal(city.v2.post(`media/upload/${data.id}/finalize`))).code).toBe(400)
  })
})
