import { seededRandom, seedOf } from "../pictures/random.ts"
import { CITIZENS } from "../scenarios/citizens.ts"
import { FACEBOOK_MESSAGES, facebookFollowUp, withoutMention } from "../scenarios/facebook.ts"
import { type ScenarioMessage } from "../scenarios/scenario.ts"
import { stormMessages } from "../scenarios/storm.ts"
import { type CommentRecord, type FacebookEvent } from "../world/facebook/records.ts"
import { remove, rewrite } from "../world/facebook/write.ts"
import { type World } from "../world/world.ts"
import { type PastMessage } from "./backlog.ts"
import { castMember } from "./citizens.ts"
import { type FacebookUtterance, newsOf, saidOnFacebook, sayOnFacebook } from "./facebook-citizens.ts"
import { Pace } from "./pace.ts"
import { shuffled } from "./shuffled.ts"

/** How long a citizen takes to answer the Page. */
const ANSWER_AFTER = 6_000
/** Of a hundred acts, how many change one's own words, and how many take them back. */
const EDITS = 7
const REMOVALS = 4
/** People comment what is on top. */
const NEWS_ON_TOP = 4
const SECOND_THOUGHTS = [
  " Edit : c'est réparé, merci !",
  " (Modifié : je parlais du côté pair.)",
  " EDIT : toujours rien ce soir.",
]

/** Citizens on Facebook: they comment, post, write on Messenger, think twice, and take their words back. */
export class FacebookCrowd {
  private readonly world: World
  private readonly random: () => number
  private readonly pace: Pace
  private readonly storms: ReturnType<typeof stormMessages>
  private readonly everyday: ScenarioMessage[]
  private readonly stopListening: () => void

  constructor(world: World, options: { perMinute: number; seed: number }, onChange: () => void) {
    this.world = world
    this.random = seededRandom(options.seed + 1)
    this.storms = stormMessages(this.random, new Set())
    this.everyday = shuffled(FACEBOOK_MESSAGES, this.random)
    this.pace = new Pace(options.perMinute, () => this.speak(), onChange)
    this.stopListening = world.listen((event) => {
      if (event.type === "facebook" && event.page === undefined) this.hear(event.event)
    })
  }

  set perMinute(value: number) {
    this.pace.perMinute = value
  }

  /** Starts `count` different comments, at a speed or all at once. */
  storm(count: number, perMinute: number | null): void {
    this.pace.start("storm", count, perMinute, () => this.sayOneOfStorm())
  }

  /** Writes different messages in the past: what the Page says after nobody listened for a while. */
  backlog(moments: PastMessage[]): void {
    for (const { at, isDirect } of moments) {
      const news = newsOf(this.world).find(({ createdAt }) => createdAt < at)
      this.sayStormy(isDirect ? "messenger" : news ? { on: news.id } : "page", at)
    }
  }

  calm(): void {
    this.pace.calm()
  }

  /** Lets time pass. The clock calls it; a test may. */
  advance(milliseconds: number): void {
    this.pace.advance(milliseconds)
  }

  status() {
    return this.pace.status()
  }

  close(): void {
    this.pace.close()
    this.stopListening()
  }

  private speak(): void {
    const chance = this.random() * 100
    const own = chance < EDITS + REMOVALS ? this.lastWords() : undefined
    if (own && chance < EDITS) {
      const more = SECOND_THOUGHTS[Math.floor(this.random() * SECOND_THOUGHTS.length)]!
      rewrite(this.world, own.id, own.authorId, own.message + more)
    } else if (own) remove(this.world, own.id, own.authorId)
    else this.sayNext()
  }

  private sayNext(): void {
    const { saidKeys } = this.world.facebook
    const message = this.everyday.find(
      ({ key, replyTo }) => !saidKeys.has(key) && (replyTo === undefined || saidKeys.has(replyTo)),
    )
    if (!message) return this.sayOneOfStorm()
    const { key, by, text, photo, expected } = message
    const where = this.placeFor(message)
    sayOnFacebook(this.world, {
      by: castMember(this.world, by),
      text,
      photo,
      expected,
      where,
      scenarioKey: key,
    })
  }

  /** Under what it answers; in private when it is; else mostly under the news, sometimes as a post. */
  private placeFor({ key, visibility, replyTo }: ScenarioMessage): FacebookUtterance["where"] {
    if (visibility === "direct") return "messenger"
    const parent = replyTo === undefined ? undefined : saidOnFacebook(this.world, replyTo)
    if (parent) return { on: parent.id }
    const news = newsOf(this.world).slice(0, NEWS_ON_TOP)
    const chance = seedOf(key) % 8
    if (chance < 3 || news.length === 0) return "page"
    return { on: news[seedOf(`${key} place`) % news.length]!.id }
  }

  private sayOneOfStorm(): void {
    const [news] = newsOf(this.world)
    this.sayStormy(news ? { on: news.id } : "page")
  }

  private sayStormy(where: FacebookUtterance["where"], at?: number): void {
    const { text, expected } = this.storms.next().value
    const { username } = CITIZENS[Math.floor(this.random() * CITIZENS.length)]!
    const by = castMember(this.world, username)
    sayOnFacebook(this.world, { by, text: withoutMention(text), expected, where, at })
  }

  /** A recent comment that the Page has not answered: only those does one still change. */
  private lastWords(): CommentRecord | undefined {
    const { facebook, cityId } = this.world
    const recent = [...facebook.comments.values()].slice(-20)
    return recent.find(
      ({ id, authorId, editedAt }) =>
        authorId !== cityId &&
        editedAt === undefined &&
        facebook.visibleComment(id) !== undefined &&
        !recent.some(({ parentId }) => parentId === id),
    )
  }

  /** When the Page answers someone of a scenario, they may have something to add. */
  private hear(event: FacebookEvent): void {
    const answered = this.answeredBy(event)
    const next = answered?.key === undefined ? null : facebookFollowUp(answered.key)
    if (!answered || !next || this.world.facebook.saidKeys.has(next.key)) return
    const { text, expected } = next.followUp
    this.pace.after(ANSWER_AFTER, () => {
      const { where } = answered
      if (typeof where === "object" && !this.world.facebook.visibleComment(where.on)) return
      const by = castMember(this.world, next.by)
      sayOnFacebook(this.world, { by, text: withoutMention(text), expected, where, scenarioKey: next.key })
    })
  }

  private answeredBy(
    event: FacebookEvent,
  ): { key: string | undefined; where: FacebookUtterance["where"] } | null {
    const { facebook, cityId } = this.world
    if (
      event.kind === "comment" &&
      event.comment.authorId === cityId &&
      event.comment.editedAt === undefined
    ) {
      const { parentId, postId, id } = event.comment
      const parent = parentId === undefined ? facebook.posts.get(postId) : facebook.comments.get(parentId)
      return { key: parent?.scenarioKey, where: { on: id } }
    }
    if (event.kind === "message" && event.message.fromPage) {
      const last = facebook.exchangeWith(event.message.citizenId).findLast(({ fromPage }) => !fromPage)
      return { key: last?.scenarioKey, where: "messenger" }
    }
    return null
  }
}
