import { mediaAddress } from "../x-api/present.ts"
import { type DirectRecord, type PostRecord, type UserRecord } from "../world/records.ts"
import { isSecondPage } from "../world/second-page.ts"
import { type World } from "../world/world.ts"

const iso = (time: number): string => new Date(time).toISOString()

/** How the control plane and the page see someone: everything, in plain words. */
export function viewUser(world: World, user: UserRecord) {
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    description: user.description,
    location: user.location,
    acceptsDirects: user.acceptsDirects,
    isCity: world.isAccount(user.id) || isSecondPage(user.id),
    /** How an account of the city stands with the application; null for everyone else. */
    access: world.isAccount(user.id) ? (world.xAccess.get(user.id) ?? "valid") : null,
    avatar: `/avatars/${user.id}_x96.png`,
  }
}

export function viewPost(world: World, post: PostRecord) {
  const root = world.posts.get(post.conversationId)
  return {
    id: post.id,
    /** The same for all versions of an edited post. */
    firstId: post.history[0] ?? post.id,
    authorId: post.authorId,
    text: post.text,
    typed: post.typed,
    createdAt: iso(post.createdAt),
    conversationId: post.conversationId,
    threadId: root?.history[0] ?? post.conversationId,
    repliedToId: post.repliedToId ?? null,
    photos: photosOf(world, post.mediaKeys),
    history: post.history,
    isDeleted: world.deletedAt.has(post.id),
    isReplaced: world.supersededBy.has(post.id),
    isHidden: world.hidden.has(post.id),
    byCity: world.isAccount(post.authorId),
    mentionsCity: post.mentionedIds.some((id) => world.isAccount(id)),
    summonsCity: post.summonedIds.some((id) => world.isAccount(id)),
    /** The city's accounts that the post names. */
    accountIds: post.mentionedIds.filter((id) => world.isAccount(id)),
    expected: post.expected ?? null,
    scenarioKey: post.scenarioKey ?? null,
  }
}

export function viewDirect(world: World, direct: DirectRecord) {
  return {
    id: direct.id,
    conversationId: direct.conversationId,
    senderId: direct.senderId,
    recipientId: direct.recipientId,
    text: direct.text,
    typed: direct.typed,
    createdAt: iso(direct.createdAt),
    photos: photosOf(world, direct.mediaKeys),
    byCity: world.isAccount(direct.senderId),
    accountId: world.isAccount(direct.senderId) ? direct.senderId : direct.recipientId,
    expected: direct.expected ?? null,
    scenarioKey: direct.scenarioKey ?? null,
  }
}

/** Everything on the network, with what a bench counts: each post's answers by the city, each exchange's. */
export function viewWorld(world: World) {
  const posts = world.timeline.map((post) => viewPost(world, post))
  const directs = world.directs.map((direct) => viewDirect(world, direct))
  const live = posts.filter((post) => !post.isDeleted && !post.isReplaced)
  const answers: Record<string, string[]> = {}
  for (const post of live)
    if (post.byCity && post.repliedToId) (answers[post.repliedToId] ??= []).push(post.id)
  const directAnswers: Record<string, string[]> = {}
  for (const direct of directs)
    if (direct.byCity) (directAnswers[direct.conversationId] ??= []).push(direct.id)
  return {
    account: viewUser(world, world.user(world.cityId)),
    accounts: [...world.standingPairs.keys()].map((id) => viewUser(world, world.user(id))),
    now: iso(world.now()),
    clockOffset: world.clockOffset,
    users: [...world.users.values()].map((user) => viewUser(world, user)),
    posts,
    directs,
    chats: world.chats.map((chat) => ({ ...chat, createdAt: iso(chat.createdAt) })),
    answers,
    directAnswers,
    counts: {
      mentions: live.filter((post) => post.mentionsCity && !post.byCity).length,
      cityPosts: live.filter((post) => post.byCity).length,
      cityReplies: live.filter((post) => post.byCity && post.repliedToId !== null).length,
      directsReceived: directs.filter((direct) => !direct.byCity).length,
      directsSent: directs.filter((direct) => direct.byCity).length,
      answeredTwice: Object.values(answers).filter((ids) => ids.length > 1).length,
    },
  }
}

/** Photos as the page shows them. */
export function photosOf(world: World, keys: string[]) {
  return keys.flatMap((key) => {
    const media = world.media.get(key)
    return media ? [{ url: new URL(mediaAddress(world, media)).pathname, alt: media.altText ?? "" }] : []
  })
}
