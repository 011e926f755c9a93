import type { AccountProfile, IncomingMedia, IncomingMessage, Removal } from "../incoming.ts"
import { commentAddress, isOnPage, lastIn, ownerIn, postAddress } from "./ids.ts"
import { contactOf } from "./map-element.ts"
import { mediaOf } from "./map-media.ts"
import { revisionOf } from "./revision.ts"
import {
  Change,
  ChangeKind,
  CommentChange,
  MentionChange,
  PostChange,
  RatingChange,
  RemovedChange,
} from "./webhook-payloads.ts"

/** What one pushed element says: one of these, or nothing that concerns the desk. */
export type Told = { message?: IncomingMessage; removal?: Removal }

type Telling = {
  account: AccountProfile
  /** When it happened, to the end of its second: an edit is later than what was written in the same second. */
  changedAt: Date
  isEdit: boolean
}

const POSTS = ["post", "status", "photo", "video", "share", "link", "note"]

/**
 * One change on the Page, or about it.
 * @param happenedAt the entry's time
 * @throws ZodError when it does not fit
 */
export function readChange(raw: unknown, account: AccountProfile, happenedAt: Date): Told {
  const { field, value } = Change.parse(raw)
  if (field !== "feed" && field !== "mention" && field !== "ratings") return {}
  const { item, verb, from } = ChangeKind.parse(value)
  const isComment = item === "comment"
  const isPost = POSTS.includes(item)
  // Likes, reactions, albums, events: nobody says anything in them.
  if (!isComment && !isPost && item !== "rating") return {}
  switch (verb) {
    case "remove":
    case "delete":
      // The Page's own posts are no messages of ours; its comments may be replies that the desk shows.
      if (field === "ratings" || (isPost && from?.id === account.externalId)) return {}
      return { removal: removalOf(RemovedChange.parse(value), happenedAt) }
    case "add":
    case "edit":
    case "edited": {
      // Polls tell what the Page wrote: a push does not say which citizen it answers.
      if (from?.id === account.externalId) return {}
      const isEdit = verb !== "add"
      const telling = { account, isEdit, changedAt: new Date(happenedAt.getTime() + 999) }
      if (field === "ratings") return ratingOf(RatingChange.parse(value), telling)
      if (field === "mention") return mentionOf(MentionChange.parse(value), happenedAt, telling)
      return isComment
        ? commentOf(CommentChange.parse(value), telling)
        : postOf(PostChange.parse(value), telling)
    }
    default:
      // Hiding takes nothing away from the desk, and who did it knows.
      return {}
  }
}

const removalOf = ({ comment_id, post_id }: { comment_id?: string | null; post_id: string }, at: Date) => ({
  externalId: comment_id ?? post_id,
  at,
})

function postOf(post: PostChange, telling: Telling): Told {
  return {
    message: publicMessage(telling, {
      externalId: post.post_id,
      conversationKey: post.post_id,
      underOurs: isOnPage(post.post_id, telling.account.externalId),
      isEncrypted: false,
      contact: contactOf(post.from, post.post_id),
      text: post.message ?? "",
      sentAt: post.created_time,
      permalink: postAddress(post.post_id),
      parentExternalId: null,
      media: mediaIn(post),
    }),
  }
}

function commentOf(comment: CommentChange, telling: Telling): Told {
  const { comment_id: id, post_id: postId } = comment
  const address = comment.post?.permalink_url
  return {
    message: publicMessage(telling, {
      externalId: id,
      conversationKey: postId,
      underOurs: isOnPage(postId, telling.account.externalId),
      isEncrypted: false,
      contact: contactOf(comment.from, id),
      text: comment.message ?? "",
      sentAt: comment.created_time,
      permalink: address ? `${address}?comment_id=${lastIn(id)}` : commentAddress(postId, id),
      parentExternalId: comment.parent_id ?? postId,
      media: mediaIn(comment),
    }),
  }
}

/**
 * Somebody named the Page under something that is not ours. Polls find such posts and not such comments, so even one
 * without its author is filed. What stands on our own Page comes as `feed`, with its author.
 */
function mentionOf(
  mention: ReturnType<typeof MentionChange.parse>,
  happenedAt: Date,
  telling: Telling,
): Told {
  const { post_id: postId, comment_id: commentId } = mention
  if (isOnPage(postId, telling.account.externalId)) return {}
  const sender = mention.sender_id ? { id: mention.sender_id, name: mention.sender_name } : null
  return {
    message: publicMessage(telling, {
      externalId: commentId ?? postId,
      conversationKey: postId,
      underOurs: false,
      isEncrypted: false,
      contact: contactOf(sender, commentId ?? (ownerIn(postId) || postId)),
      text: mention.message ?? "",
      sentAt: mention.created_time ?? happenedAt,
      permalink: commentId ? commentAddress(postId, commentId) : postAddress(postId),
      parentExternalId: commentId ? postId : null,
      media: [],
    }),
  }
}

/** A review of the Page, which is answered like a post. One without words says nothing. */
function ratingOf(rating: ReturnType<typeof RatingChange.parse>, telling: Telling): Told {
  if (!rating.review_text) return {}
  const id = rating.open_graph_story_id
  return {
    message: publicMessage(telling, {
      externalId: id,
      conversationKey: id,
      underOurs: false,
      isEncrypted: false,
      contact: contactOf({ id: rating.reviewer_id, name: rating.reviewer_name }, id),
      text: rating.review_text,
      sentAt: rating.created_time,
      permalink: postAddress(id),
      parentExternalId: null,
      media: [],
    }),
  }
}

type Public = Omit<IncomingMessage, "revision" | "visibility" | "fromAccount" | "addressed">

/** The first words stood there from the beginning, whenever the push arrives; other words since they were changed. */
const publicMessage = ({ isEdit, changedAt }: Telling, message: Public): IncomingMessage => ({
  ...message,
  revision: revisionOf(message.text, message.media, isEdit ? changedAt : message.sentAt),
  visibility: "public",
  fromAccount: false,
  addressed: true,
})

function mediaIn({ item, photo, photos, video, link }: PostChange | CommentChange): IncomingMedia[] {
  const pictures = photos?.length ? photos : [photo ?? (item === "photo" ? link : null)]
  const films = [video ?? (item === "video" ? link : null)]
  return [
    ...pictures.flatMap((url) => (url ? [mediaOf("photo", url)] : [])),
    ...films.flatMap((url) => (url ? [mediaOf("video", url)] : [])),
  ]
}
