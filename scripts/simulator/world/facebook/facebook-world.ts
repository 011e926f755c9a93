import { createObjectNumbers, personalNumber } from "./ids.ts"
import {
  type Access,
  type Callback,
  type CommentRecord,
  type FacebookEvent,
  type MessengerRecord,
  type PagePostRecord,
  type RatingRecord,
} from "./records.ts"

/** Facebook's side of the world: the sum of its events. Facts and indexes only; the rules are in the files beside it. */
export class FacebookWorld {
  readonly posts = new Map<string, PagePostRecord>()
  readonly comments = new Map<string, CommentRecord>()
  readonly messages = new Map<string, MessengerRecord>()
  readonly ratings: RatingRecord[] = []
  /** When each citizen last pressed a button: that opens the window as a message does. */
  readonly pressedAt = new Map<string, number>()
  readonly hidden = new Set<string>()
  readonly deletedAt = new Map<string, number>()
  /** Public message -> the one private reply it had. */
  readonly privateReplies = new Map<string, string>()
  /** Scenario messages that were said here. */
  readonly saidKeys = new Set<string>()
  pageId = ""
  access: { state: Access; since: number } = { state: "valid", since: 0 }
  /** Fields of `subscribed_apps`: what the Page lets the application hear. */
  subscribedFields: string[] = []
  callback: Callback | null = null
  private readonly underPost = new Map<string, string[]>()
  private readonly withCitizen = new Map<string, string[]>()
  private readonly fans = new Map<string, Set<string>>()
  private readonly citizenOf = new Map<string, string>()
  private readonly engaged = new Set<string>()
  private readonly numbers: ReturnType<typeof createObjectNumbers>

  /** @param firstNumber - What the numbers of its posts and comments come after */
  constructor(firstNumber?: bigint) {
    this.numbers = createObjectNumbers(firstNumber)
  }

  nextNumber(): string {
    return this.numbers.next()
  }

  /** How many people ever wrote to the Page: Meta's quotas grow with them. */
  get engagedCount(): number {
    return this.engaged.size
  }

  /** Makes a citizen's numbers known, so that they can be found again. */
  meet(userId: string): void {
    for (const place of ["public", "messenger", "conversation"] as const)
      this.citizenOf.set(`${place} ${personalNumber(userId, place)}`, userId)
  }

  /** The citizen behind a number, in the place it belongs to. */
  citizen(place: Parameters<typeof personalNumber>[1], number: string): string | undefined {
    return this.citizenOf.get(`${place} ${number}`)
  }

  visiblePost(id: string): PagePostRecord | undefined {
    return this.deletedAt.has(id) ? undefined : this.posts.get(id)
  }

  /** A comment that can still be read: what it hangs from is there too. */
  visibleComment(id: string): CommentRecord | undefined {
    const comment = this.comments.get(id)
    if (!comment || this.deletedAt.has(id) || !this.visiblePost(comment.postId)) return undefined
    return comment.parentId === undefined || !this.deletedAt.has(comment.parentId) ? comment : undefined
  }

  /** All that was written under a post and is still there, oldest first. */
  commentsUnder(postId: string): CommentRecord[] {
    return (this.underPost.get(postId) ?? []).flatMap((id) => this.visibleComment(id) ?? [])
  }

  /** One exchange on Messenger, oldest first. */
  exchangeWith(citizenId: string): MessengerRecord[] {
    return (this.withCitizen.get(citizenId) ?? []).flatMap((mid) => this.messages.get(mid) ?? [])
  }

  /** Citizens who have an exchange with the Page. */
  correspondents(): string[] {
    return [...this.withCitizen.keys()]
  }

  likesOf(id: string): ReadonlySet<string> {
    return this.fans.get(id) ?? new Set()
  }

  apply(event: FacebookEvent): void {
    switch (event.kind) {
      case "post":
        this.keep(event.post)
        this.posts.set(event.post.id, event.post)
        break
      case "comment":
        this.keep(event.comment)
        if (!this.comments.has(event.comment.id)) push(this.underPost, event.comment.postId, event.comment.id)
        this.comments.set(event.comment.id, event.comment)
        break
      case "message":
        this.applyMessage(event.message)
        break
      case "delete":
        this.deletedAt.set(event.id, event.at)
        break
      case "hide":
        if (event.hidden) this.hidden.add(event.id)
        else this.hidden.delete(event.id)
        break
      case "like":
        this.applyLike(event)
        break
      case "rating":
        this.numbers.seen(event.rating.id)
        this.ratings.push(event.rating)
        break
      case "postback":
        this.pressedAt.set(event.postback.citizenId, event.postback.createdAt)
        break
      case "access":
        this.access = { state: event.access, since: event.at }
        break
      case "subscription":
        this.subscribedFields = event.fields
        break
      case "callback":
        this.callback = event.callback
        break
    }
  }

  private keep({ id, authorId, scenarioKey }: PagePostRecord | CommentRecord): void {
    this.numbers.seen(id)
    this.engaged.add(authorId)
    if (scenarioKey !== undefined) this.saidKeys.add(scenarioKey)
  }

  private applyMessage(message: MessengerRecord): void {
    this.messages.set(message.id, message)
    const exchange = this.withCitizen.get(message.citizenId) ?? []
    // A past that is made up later comes before what is there.
    const after = exchange.findIndex((mid) => this.messages.get(mid)!.createdAt > message.createdAt)
    exchange.splice(after < 0 ? exchange.length : after, 0, message.id)
    this.withCitizen.set(message.citizenId, exchange)
    this.engaged.add(message.citizenId)
    if (message.answers !== undefined) this.privateReplies.set(message.answers, message.id)
    if (message.scenarioKey !== undefined) this.saidKeys.add(message.scenarioKey)
  }

  private applyLike({ id, userId, likes }: Extract<FacebookEvent, { kind: "like" }>): void {
    const fans = this.fans.get(id) ?? new Set()
    if (likes) fans.add(userId)
    else fans.delete(userId)
    this.fans.set(id, fans)
  }
}

function push(index: Map<string, string[]>, key: string, id: string): void {
  const list = index.get(key)
  if (list) list.push(id)
  else index.set(key, [id])
}
