import { randomBytes } from "node:crypto"
import { Router } from "express"
import { type World } from "../world/world.ts"
import { type FacebookHooks } from "../webhooks/facebook-hooks.ts"
import { isLoopback } from "../wire/loopback.ts"
import { askForDeletion } from "../webhooks/deletion.ts"
import { personalNumber } from "../world/facebook/ids.ts"
import { sendFromPage, writeToPage } from "../world/facebook/messenger.ts"
import { comment, isOnPage, publishPost, remove, rewrite } from "../world/facebook/write.ts"
import { type FacebookCrowd } from "./facebook-crowd.ts"
import { viewComment, viewFacebook, viewMessage, viewPagePost } from "./facebook-view.ts"
import { ControlError, taken } from "./problems.ts"
import {
  Deletion,
  Edit,
  Moderation,
  NewAccess,
  NewComment,
  NewLike,
  NewMessage,
  NewPagePost,
  NewPostback,
  NewRating,
  WebhookBatch,
  WebhookSetting,
} from "./requests.ts"
import { citizen, savePhoto, someone } from "./speaker.ts"

/** All that a desk wants to hear. */
const EVERY_FIELD = [
  "feed",
  "mention",
  "ratings",
  "messages",
  "message_echoes",
  "message_deliveries",
  "message_reads",
  "messaging_postbacks",
  "standby",
]

export type FacebookControl = {
  world: World
  crowd: FacebookCrowd
  hooks: FacebookHooks
  verifyToken: string
  appSecret: string
}

/** `/sim/facebook/*`: citizens on the Page and on Messenger, the Page's token, and the webhooks. */
export function facebookRoutes({ world, crowd, hooks, verifyToken, appSecret }: FacebookControl): Router {
  const router = Router()
  router.get(
    "/state",
    (_request, response) => void response.json({ facebook: viewFacebook(world), webhooks: hooks.status() }),
  )

  router.post("/posts", (request, response) => {
    const { by, text, wall, photo, expected } = NewPagePost.parse(request.body)
    const author = someone(world, by)
    const draft = {
      authorId: author.id,
      message: text,
      mediaKeys: savePhoto(world, author, photo),
      expected,
      wall,
    }
    response.status(201).json({ pagePost: viewPagePost(world, taken(publishPost(world, draft))) })
  })
  router.post("/comments", (request, response) => {
    const { by, text, on, photo, expected } = NewComment.parse(request.body)
    const author = someone(world, by)
    const draft = {
      authorId: author.id,
      message: text,
      mediaKeys: savePhoto(world, author, photo),
      expected,
      on,
    }
    response.status(201).json({ comment: viewComment(world, taken(comment(world, draft))) })
  })
  router.post("/messages", (request, response) => {
    const { by, text, to, photo, replyTo, standby, expected } = NewMessage.parse(request.body)
    const author = someone(world, by)
    const words = { message: text, mediaKeys: savePhoto(world, author, photo), replyToMid: replyTo, expected }
    // Written by hand in Business Suite: no application, and the long window.
    const said =
      author.id === world.cityId
        ? sendFromPage(world, { ...words, citizenId: citizen(world, to ?? "").id }, "human_agent")
        : writeToPage(world, { ...words, standby, citizenId: author.id })
    response.status(201).json({ message: viewMessage(world, taken(said)) })
  })

  router.put("/written/:id", (request, response) => {
    const { text } = Edit.parse(request.body)
    const changed = taken(rewrite(world, request.params.id, authorOf(request.params.id), text))
    response.json(
      "postId" in changed
        ? { comment: viewComment(world, changed) }
        : { pagePost: viewPagePost(world, changed) },
    )
  })
  router.delete("/written/:id", (request, response) => {
    remove(world, request.params.id, authorOf(request.params.id))
    response.json({ deleted: true })
  })
  router.put("/written/:id/hidden", (request, response) => {
    const { hidden } = Moderation.parse(request.body)
    const { id } = request.params
    const target = world.facebook.visibleComment(id) ?? world.facebook.visiblePost(id)
    if (!target || !isOnPage(world, target)) throw new ControlError(404, "nothing of that id on the Page")
    world.record({ type: "facebook", event: { kind: "hide", id, hidden } })
    response.json({ hidden })
  })
  router.put("/likes", (request, response) => {
    const { by, on, likes } = NewLike.parse(request.body)
    authorOf(on)
    world.record({ type: "facebook", event: { kind: "like", id: on, userId: someone(world, by).id, likes } })
    response.json({ likes })
  })

  router.post("/ratings", (request, response) => {
    const { by, text, recommends } = NewRating.parse(request.body)
    const authorId = citizen(world, by).id
    const id = world.facebook.nextNumber()
    const rating = { id, authorId, recommends, text, createdAt: world.now() }
    world.record({ type: "facebook", event: { kind: "rating", rating } })
    response.status(201).json({ rating })
  })
  router.post("/postbacks", (request, response) => {
    const { by, title, payload } = NewPostback.parse(request.body)
    const mid = `m_${randomBytes(40).toString("base64url")}`
    const postback = { mid, citizenId: citizen(world, by).id, title, payload, createdAt: world.now() }
    world.record({ type: "facebook", event: { kind: "postback", postback } })
    response.status(201).json({ postback })
  })
  router.post("/deletion", async (request, response) => {
    const { by, url, place } = Deletion.parse(request.body)
    if (!isLoopback(url)) throw new ControlError(422, "the simulator speaks to this machine only")
    const person = personalNumber(citizen(world, by).id, place)
    response.json({ deletion: await askForDeletion({ url, person, appSecret, now: world.now() }) })
  })

  router.put("/access", (request, response) => {
    const { access } = NewAccess.parse(request.body)
    world.record({ type: "facebook", event: { kind: "access", access, at: world.now() } })
    response.json({ access })
  })

  router.get("/webhooks", (_request, response) => void response.json({ webhooks: hooks.status() }))
  router.put("/webhooks", async (request, response) => {
    const { on, url, fields = EVERY_FIELD } = WebhookSetting.parse(request.body)
    if (url !== undefined) {
      await hooks.subscribe({ url, fields, verifyToken }).catch((error: Error) => {
        throw new ControlError(422, error.message)
      })
      world.record({ type: "facebook", event: { kind: "subscription", fields } })
    }
    if (on !== undefined) hooks.on = on
    response.json({ webhooks: hooks.status() })
  })
  router.delete("/webhooks", (_request, response) => {
    hooks.unsubscribe()
    response.json({ webhooks: hooks.status() })
  })
  router.post("/webhooks/batch", (request, response) => {
    const { count, bad } = WebhookBatch.parse(request.body ?? {})
    hooks.inOneBatch(bad, () => crowd.storm(Math.max(0, count - bad), null))
    response.status(202).json({ webhooks: hooks.status() })
  })
  return router

  function authorOf(id: string): string {
    const target = world.facebook.visiblePost(id) ?? world.facebook.visibleComment(id)
    if (!target) throw new ControlError(404, "nothing of that id on Facebook")
    return target.authorId
  }
}
