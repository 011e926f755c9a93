import { type StandingPair } from "./accounts.ts"
import { FacebookWorld } from "./facebook/facebook-world.ts"
import { type Journal } from "./journal.ts"
import {
  type ChatRecord,
  type DirectRecord,
  type MediaRecord,
  type PostRecord,
  type StreamRule,
  type TokenRecord,
  type UserRecord,
  type WorldEvent,
  type XAccess,
  type XSubscription,
  type XWebhook,
} from "./records.ts"
import { insert, push } from "./ordered.ts"
import { createSecondPage } from "./second-page.ts"
import { createSnowflakes } from "./snowflake.ts"
import { applyAccess, revoke } from "./tokens.ts"

/** What happened, for whoever looks at the network live. */
export type WorldListener = (event: WorldEvent) => void

/**
 * The whole simulated network in memory: the sum of its journal.
 * Holds facts and indexes only; the rules of X are in the files beside it.
 */
export class World {
  readonly users = new Map<string, UserRecord>()
  readonly posts = new Map<string, PostRecord>()
  readonly media = new Map<string, MediaRecord>()
  readonly tokens = new Map<string, TokenRecord>()
  readonly spentRefreshTokens = new Set<string>()
  /** How each account stands with the application, as far as its tokens tell. */
  readonly xAccess = new Map<string, XAccess>()
  readonly hidden = new Set<string>()
  readonly deletedAt = new Map<string, number>()
  /** Older version -> the one that replaced it. */
  readonly supersededBy = new Map<string, string>()
  readonly directs: DirectRecord[] = []
  private readonly directIds = new Set<string>()
  /** Scenario messages that were said, in public or in private. */
  readonly saidKeys = new Set<string>()
  /** Where the application wants to be told what, on X. */
  xHooks: { webhooks: XWebhook[]; subscriptions: XSubscription[] } = { webhooks: [], subscriptions: [] }
  streamRules: StreamRule[] = []
  readonly chats: ChatRecord[] = []
  /** True while a past is made up: what happens then is pushed to nobody. */
  isQuiet = false
  /** All posts, oldest first. */
  readonly timeline: PostRecord[] = []
  /** Uploads that have begun; like X's, they are lost when not finished. */
  readonly uploads = new Map<string, { ownerId: string; totalBytes: number; segments: Map<number, Buffer> }>()
  /** The same citizens and the same clock, on Facebook. */
  readonly facebook = new FacebookWorld()
  readonly secondPage = createSecondPage()
  /** The city's accounts with the tokens each began with; the first is the one that is also the Page. */
  readonly standingPairs = new Map<string, StandingPair>()
  /** Set once the server listens: media and avatars are served from it. */
  baseUrl = "http://127.0.0.1"
  clockOffset = 0
  private readonly byAuthor = new Map<string, PostRecord[]>()
  private readonly byMention = new Map<string, PostRecord[]>()
  private readonly byUsername = new Map<string, string>()
  private readonly replyCounts = new Map<string, number>()
  private readonly listeners = new Set<WorldListener>()
  private readonly ids = createSnowflakes()
  private readonly journal: Journal
  private readonly clock: () => number

  constructor(journal: Journal, clock: () => number) {
    this.journal = journal
    this.clock = clock
    for (const event of journal.read()) this.apply(event)
  }

  /** The city's first account: its Page on Facebook, and who is meant when nobody is named. */
  get cityId(): string {
    const [first = ""] = this.standingPairs.keys()
    return first
  }

  /** Whether someone is an account of the city. */
  isAccount(userId: string): boolean {
    return this.standingPairs.has(userId)
  }

  now(): number {
    return this.clock() + this.clockOffset
  }

  /** A new id. */
  nextId(): string {
    return this.ids.next(this.now())
  }

  /** An id of a moment in the past, for a history that is made up; of now without one. */
  idAt(time: number | undefined): string {
    if (time === undefined) return this.nextId()
    return this.ids.past(
      time,
      (id) => this.posts.has(id) || this.directIds.has(id) || this.media.has(`3_${id}`),
    )
  }

  /** Writes to the journal first: what was answered is never lost. */
  record(event: WorldEvent): void {
    this.journal.append(event)
    this.apply(event)
    for (const listener of this.listeners) listener(event)
  }

  listen(listener: WorldListener): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Everything that happens during `act` is there to be read, and pushed to nobody. */
  quietly(act: () => void): void {
    this.isQuiet = true
    try {
      act()
    } finally {
      this.isQuiet = false
    }
  }

  user(id: string): UserRecord {
    const user = this.users.get(id)
    if (!user) throw new Error(`no user ${id}`)
    return user
  }

  userNamed(username: string): UserRecord | undefined {
    const id = this.byUsername.get(username.toLowerCase())
    return id === undefined ? undefined : this.users.get(id)
  }

  /** A post that can still be read; edited-away versions can, deleted ones cannot. */
  visiblePost(id: string): PostRecord | undefined {
    return this.deletedAt.has(id) ? undefined : this.posts.get(id)
  }

  /** True for what timelines show: neither deleted nor replaced by an edit. */
  isListed(post: PostRecord): boolean {
    return !this.deletedAt.has(post.id) && !this.supersededBy.has(post.id)
  }

  postsBy(userId: string): readonly PostRecord[] {
    return this.byAuthor.get(userId) ?? []
  }

  postsMentioning(userId: string): readonly PostRecord[] {
    return this.byMention.get(userId) ?? []
  }

  replyCount(id: string): number {
    return this.replyCounts.get(id) ?? 0
  }

  private apply(event: WorldEvent): void {
    switch (event.type) {
      case "user":
        this.users.set(event.user.id, event.user)
        this.byUsername.set(event.user.username.toLowerCase(), event.user.id)
        this.facebook.meet(event.user.id)
        this.secondPage.meet(event.user.id)
        break
      case "post":
        this.applyPost(event.post)
        break
      case "delete":
        this.deletedAt.set(event.id, event.at)
        this.countReply(this.posts.get(event.id), -1)
        break
      case "hide":
        if (event.hidden) this.hidden.add(event.id)
        else this.hidden.delete(event.id)
        break
      case "direct":
        this.ids.seen(event.direct.id)
        insert(this.directs, event.direct)
        this.directIds.add(event.direct.id)
        if (event.direct.scenarioKey) this.saidKeys.add(event.direct.scenarioKey)
        break
      case "media":
        this.ids.seen(event.media.key.slice(2))
        this.media.set(event.media.key, event.media)
        break
      case "altText": {
        const media = this.media.get(event.key)
        if (media) this.media.set(event.key, { ...media, altText: event.text })
        break
      }
      case "token":
        this.tokens.set(event.token.accessToken, event.token)
        // A standing token comes back to life when its account is well again.
        if (event.token.refreshToken) this.spentRefreshTokens.delete(event.token.refreshToken)
        if (event.replaces) this.spentRefreshTokens.add(event.replaces)
        this.xAccess.set(event.token.userId, "valid")
        break
      case "revoke":
        revoke(this, event.token)
        break
      case "expire":
        for (const token of this.tokens.values())
          if (event.userId === undefined || token.userId === event.userId) token.expiresAt = event.at
        break
      case "xAccess":
        applyAccess(this, event.userId, event.access)
        break
      case "chat":
        this.chats.push(event.chat)
        break
      case "xHooks":
        this.xHooks = event.hooks
        break
      case "streamRules":
        this.streamRules = event.rules
        break
      case "clock":
        this.clockOffset = event.offset
        break
      case "facebook":
        ;(event.page === undefined ? this.facebook : this.secondPage).apply(event.event)
        break
    }
  }

  private applyPost(post: PostRecord): void {
    this.ids.seen(post.id)
    this.posts.set(post.id, post)
    insert(this.timeline, post)
    if (post.scenarioKey) this.saidKeys.add(post.scenarioKey)
    push(this.byAuthor, post.authorId, post)
    for (const id of post.mentionedIds) if (id !== post.authorId) push(this.byMention, id, post)
    const previous = post.history.at(-2)
    if (previous) this.supersededBy.set(previous, post.id)
    else this.countReply(post, 1)
  }

  private countReply(post: PostRecord | undefined, by: number): void {
    if (post?.repliedToId) this.replyCounts.set(post.repliedToId, this.replyCount(post.repliedToId) + by)
  }
}
