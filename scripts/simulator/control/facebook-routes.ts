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
  /** The second Page: the world as it sees it, and its webhooks. */
  second: { world: World; hooks: FacebookHooks }
  verifyToken: string
  appSecret: string
}

/** `/sim/facebook/*`: citizens on the Page and on Messenger, the Page's token, and the webhooks. */
export function facebookRoutes({
  world: first,
  second,
  crowd,
  hooks,
  verifyToken,
  appSecret,
}: FacebookControl): Router {
  const router = Router()
  router.get("/state", (request, response) => {
    const world = worldOf(request.query.page as string | undefined)
    const status = world === first ? hooks.status() : second.hooks.status()
    response.json({ facebook: viewFacebook(world), webhooks: status })
  })

  router.post("/posts", (request, response) => {
    const { by, text, wall, page, photo, expected } = NewPagePost.parse(request.body)
    const world = worldOf(page)
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
    const world = holding(on)
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
    const { by, text, to, page, photo, replyTo, standby, expected } = NewMessage.parse(request.body)
    const world = worldOf(page)
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
    const world = holding(request.params.id)
    const changed = taken(rewrite(world, request.params.id, authorOf(request.params.id), text))
    response.json(
      "postId" in changed
        ? { comment: viewComment(world, changed) }
        : { pagePost: viewPagePost(world, changed) },
    )
  })
  router.delete("/written/:id", (request, response) => {
    remove(holding(request.params.id), request.params.id, authorOf(request.params.id))
    response.json({ deleted: true })
  })
  router.put("/written/:id/hidden", (request, response) => {
    const { hidden } = Moderation.parse(request.body)
    const { id } = request.params
    const world = holding(id)
    const target = world.facebook.visibleComment(id) ?? world.facebook.visiblePost(id)
    if (!target || !isOnPage(world, target)) throw new ControlError(404, "nothing of that id on the Page")
    world.record({ type: "facebook", event: { kind: "hide", id, hidden } })
    response.json({ hidden })
  })
  router.put("/likes", (request, response) => {
    const { by, on, likes } = NewLike.parse(request.body)
    authorOf(on)
    const world = holding(on)
    world.record({ type: "facebook", event: { kind: "like", id: on, userId: someone(world, by).id, likes } })
    response.json({ likes })
  })

  router.post("/ratings", (request, response) => {
    const { by, text, page, recommends } = NewRating.parse(request.body)
    const world = worldOf(page)
    const authorId = citizen(world, by).id
    const id = world.facebook.nextNumber()
    const rating = { id, authorId, recommends, text, createdAt: world.now() }
    world.record({ type: "facebook", event: { kind: "rating", rating } })
    response.status(201).json({ rating })
  })
  router.post("/postbacks", (request, response) => {
    const { by, title, page, payload } = NewPostback.parse(request.body)
    const world = worldOf(page)
    const mid = `m_${randomBytes(40).toString("base64url")}`
    const postback = { mid, citizenId: citizen(world, by).id, title, payload, createdAt: world.now() }
    world.record({ type: "facebook", event: { kind: "postback", postback } })
    response.status(201).json({ postback })
  })
  router.post("/deletion", async (request, response) => {
    const { by, url, place } = Deletion.parse(request.body)
    if (!isLoopback(url)) throw new ControlError(422, "the simulator speaks to this machine only")
    const person = personalNumber(citizen(first, by).id, place)
    response.json({ deletion: await askForDeletion({ url, person, appSecret, now: first.now() }) })
  })

  router.put("/access", (request, response) => {
    const { access, page } = NewAccess.parse(request.body)
    const world = worldOf(page)
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
      for (const world of [first, second.world])
        world.record({ type: "facebook", event: { kind: "subscription", fields } })
    }
    if (on !== undefined) for (const one of [hooks, second.hooks]) one.on = on
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
    const { facebook } = holding(id)
    const target = facebook.visiblePost(id) ?? facebook.visibleComment(id)
    if (!target) throw new ControlError(404, "nothing of that id on Facebook")
    return target.authorId
  }

  /** The world as the Page of an id sees it. */
  function worldOf(page: string | undefined): World {
    if (page === undefined || page === first.facebook.pageId) return first
    if (page !== second.world.facebook.pageId) throw new ControlError(404, "no such Page")
    return second.world
  }

  /** The world as the Page sees it where something was written. */
  function holding(id: string): World {
    const { posts, comments } = second.world.facebook
    return posts.has(id) || comments.has(id) ? second.world : first
  }
}
