import { type CommentRecord, type MessengerRecord, type PagePostRecord } from "../world/facebook/records.ts"
import { personalNumber } from "../world/facebook/ids.ts"
import { windowEnd } from "../world/facebook/messenger.ts"
import { type World } from "../world/world.ts"
import { photosOf } from "./view.ts"

const iso = (time: number): string => new Date(time).toISOString()

function viewWritten(world: World, record: PagePostRecord | CommentRecord) {
  const { facebook } = world
  return {
    id: record.id,
    authorId: record.authorId,
    message: record.message,
    createdAt: iso(record.createdAt),
    isEdited: record.editedAt !== undefined,
    isHidden: facebook.hidden.has(record.id),
    photos: photosOf(world, record.mediaKeys),
    byPage: record.authorId === world.cityId,
    likedBy: [...facebook.likesOf(record.id)],
    hasPrivateReply: facebook.privateReplies.has(record.id),
    expected: record.expected ?? null,
    scenarioKey: record.scenarioKey ?? null,
  }
}

/** A post as the control plane and the page see it. */
export const viewPagePost = (world: World, post: PagePostRecord) => ({
  ...viewWritten(world, post),
  wall: post.wall,
  isDeleted: world.facebook.deletedAt.has(post.id),
})

export const viewComment = (world: World, comment: CommentRecord) => ({
  ...viewWritten(world, comment),
  postId: comment.postId,
  parentId: comment.parentId ?? null,
  isDeleted: world.facebook.visibleComment(comment.id) === undefined,
})

/** A message on Messenger; `windowEndsAt` is when the Page may no longer answer its citizen freely. */
export const viewMessage = (world: World, message: MessengerRecord) => ({
  id: message.id,
  citizenId: message.citizenId,
  psid: personalNumber(message.citizenId, "messenger"),
  message: message.message,
  createdAt: iso(message.createdAt),
  photos: photosOf(world, message.mediaKeys),
  fromPage: message.fromPage,
  appId: message.appId ?? null,
  metadata: message.metadata ?? null,
  /** The public message that this private reply answers. */
  answers: message.answers ?? null,
  windowEndsAt: iso(windowEnd(world, message.citizenId, "response")),
  expected: message.expected ?? null,
  scenarioKey: message.scenarioKey ?? null,
})

/** Everything on the Page, with what a bench counts: the Page's answers to each public and each private message. */
export function viewFacebook(world: World) {
  const { facebook } = world
  const posts = [...facebook.posts.values()].map((post) => viewPagePost(world, post))
  const comments = [...facebook.comments.values()].map((comment) => viewComment(world, comment))
  const messages = [...facebook.messages.values()].map((message) => viewMessage(world, message))
  return {
    pageId: facebook.pageId,
    access: facebook.access.state,
    posts,
    comments,
    messages,
    ratings: facebook.ratings.map((rating) => ({ ...rating, createdAt: iso(rating.createdAt) })),
    answers: answersOf(comments),
    counts: {
      posts: posts.filter((post) => post.byPage && !post.isDeleted).length,
      visitorPosts: posts.filter((post) => !post.byPage && !post.isDeleted).length,
      comments: comments.filter((comment) => !comment.byPage && !comment.isDeleted).length,
      pageComments: comments.filter((comment) => comment.byPage && !comment.isDeleted).length,
      messagesReceived: messages.filter(({ fromPage }) => !fromPage).length,
      messagesSent: messages.filter(({ fromPage }) => fromPage).length,
    },
  }
}

/** Public message -> ids of the Page's comments right under it. */
function answersOf(comments: ReturnType<typeof viewComment>[]): Record<string, string[]> {
  const answers: Record<string, string[]> = {}
  for (const { id, postId, parentId, byPage, isDeleted } of comments)
    if (byPage && !isDeleted) (answers[parentId ?? postId] ??= []).push(id)
  return answers
}
