import { type Expected } from "../../scenarios/scenario.ts"
import { type World } from "../world.ts"
import { ownNumber, personalNumber } from "./ids.ts"
import { type CommentRecord, type PagePostRecord } from "./records.ts"

const MAX_LENGTH = 8000
/** Meta gives no rule for error 506; the same words at the same place within the hour is a strict reading. */
const DUPLICATE_WINDOW = 3_600_000

/** Why Facebook does not take it; the API words it, the page translates it. */
export type WriteRefusal = "empty" | "too_long" | "gone" | "duplicate" | "not_yours"

export type FacebookDraft = {
  authorId: string
  message: string
  mediaKeys?: string[]
  /** For a history made up at the start. */
  at?: number
  expected?: Expected
  scenarioKey?: string
}

/** A post: on the Page, whoever writes it, or on the author's own wall. */
export function publishPost(
  world: World,
  draft: FacebookDraft & { wall?: PagePostRecord["wall"] },
): PagePostRecord | WriteRefusal {
  const { facebook } = world
  const body = written(world, draft)
  if (typeof body === "string") return body
  const wall = draft.wall ?? "page"
  if (draft.authorId === world.cityId && repeats(world, body.message, [...facebook.posts.values()]))
    return "duplicate"
  const owner = wall === "page" ? facebook.pageId : personalNumber(draft.authorId, "public")
  const post = { ...body, id: `${owner}_${facebook.nextNumber()}`, wall }
  world.record({ type: "facebook", event: { kind: "post", post } })
  return post
}

/** A comment under a post, or an answer to a comment: an answer to an answer joins the comment above both. */
export function comment(world: World, draft: FacebookDraft & { on: string }): CommentRecord | WriteRefusal {
  const { facebook } = world
  const parent = facebook.visibleComment(draft.on)
  const post = facebook.visiblePost(parent?.postId ?? draft.on)
  if (!post) return "gone"
  const body = written(world, draft)
  if (typeof body === "string") return body
  const parentId = parent && (parent.parentId ?? parent.id)
  const beside = facebook.commentsUnder(post.id).filter((other) => other.parentId === parentId)
  if (draft.authorId === world.cityId && repeats(world, body.message, beside)) return "duplicate"
  const record: CommentRecord = {
    ...body,
    id: `${ownNumber(post.id)}_${facebook.nextNumber()}`,
    postId: post.id,
    parentId,
  }
  world.record({ type: "facebook", event: { kind: "comment", comment: record } })
  return record
}

/** Other words, the same id: Facebook keeps no versions. */
export function rewrite(
  world: World,
  id: string,
  byId: string,
  message: string,
): PagePostRecord | CommentRecord | WriteRefusal {
  const { facebook } = world
  const old = facebook.visiblePost(id) ?? facebook.visibleComment(id)
  if (!old) return "gone"
  if (old.authorId !== byId) return "not_yours"
  const typed = message.normalize("NFC").trim()
  if (!typed && old.mediaKeys.length === 0) return "empty"
  const next = { ...old, message: typed, editedAt: world.now() }
  world.record({
    type: "facebook",
    event: "postId" in next ? { kind: "comment", comment: next } : { kind: "post", post: next },
  })
  return next
}

/** Takes something away, with all that hangs from it. Its author may, and the Page on its own wall. */
export function remove(world: World, id: string, byId: string): "gone" | "not_yours" | "removed" {
  const { facebook } = world
  const target = facebook.visiblePost(id) ?? facebook.visibleComment(id)
  if (!target) return "gone"
  if (target.authorId !== byId && !(byId === world.cityId && isOnPage(world, target))) return "not_yours"
  world.record({ type: "facebook", event: { kind: "delete", id, byId, at: world.now() } })
  return "removed"
}

/** Whether something is on the Page itself, where the Page may hide and remove it. */
export function isOnPage(world: World, target: PagePostRecord | CommentRecord): boolean {
  const post = "postId" in target ? world.facebook.posts.get(target.postId) : target
  return post?.wall === "page"
}

function written(world: World, draft: FacebookDraft) {
  const message = draft.message.normalize("NFC").trim()
  const mediaKeys = draft.mediaKeys ?? []
  if (!message && mediaKeys.length === 0) return "empty"
  if ([...message].length > MAX_LENGTH) return "too_long"
  const { authorId, expected, scenarioKey, at = world.now() } = draft
  return { authorId, message, createdAt: at, mediaKeys, expected, scenarioKey }
}

function repeats(
  world: World,
  message: string,
  others: readonly (PagePostRecord | CommentRecord)[],
): boolean {
  const since = world.now() - DUPLICATE_WINDOW
  return (
    message !== "" &&
    others.some(
      (other) =>
        other.authorId === world.cityId &&
        other.message === message &&
        other.createdAt >= since &&
        !world.facebook.deletedAt.has(other.id),
    )
  )
}
