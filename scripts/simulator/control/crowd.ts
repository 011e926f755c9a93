import { seededRandom } from "../pictures/random.ts"
import { followUpOf, SCENARIOS } from "../scenarios/all.ts"
import { CITIZENS } from "../scenarios/citizens.ts"
import { withoutMention } from "../scenarios/facebook.ts"
import { outingMessages } from "../scenarios/outings.ts"
import { type Scenario, type ScenarioMessage } from "../scenarios/scenario.ts"
import { stormMessages } from "../scenarios/storm.ts"
import { SECOND_ACCOUNT } from "../world/accounts.ts"
import { type WorldEvent } from "../world/records.ts"
import { type World } from "../world/world.ts"
import { type PastMessage } from "./backlog.ts"
import { castMember, saidFrom, say } from "./citizens.ts"
import { Pace } from "./pace.ts"
import { shuffled } from "./shuffled.ts"

/** How long a citizen takes to answer the city. */
const ANSWER_AFTER = 6_000
/** How much of the everyday talk is for the account that says what there is to do. */
const OUTINGS_SHARE = 0.1

type Source = ReturnType<typeof stormMessages>

/** Citizens who write on X by themselves: at a steady speed, in a storm, in a scenario, and when they are answered. */
export class Crowd {
  private readonly world: World
  private readonly random: () => number
  private readonly pace: Pace
  private readonly storms: Source
  private readonly outings: Source
  private readonly stopListening: () => void

  constructor(world: World, options: { perMinute: number; seed: number }, onChange: () => void) {
    this.world = world
    this.random = seededRandom(options.seed)
    const said = new Set(world.timeline.map(({ typed }) => typed))
    this.storms = stormMessages(this.random, said)
    this.outings = outingMessages(this.random, SECOND_ACCOUNT.username, said)
    const firsts = SCENARIOS.flatMap(({ messages }) => messages.filter(({ replyTo }) => !replyTo))
    const everyday = shuffled(firsts, this.random)
    const speak = () => {
      if (this.random() < OUTINGS_SHARE) return this.sayOne(this.outings)
      const message = everyday.find(({ key }) => !world.saidKeys.has(key))
      if (message) this.perform(message)
      else this.sayOne(this.storms)
    }
    this.pace = new Pace(options.perMinute, speak, onChange)
    this.stopListening = world.listen((event) => this.hear(event))
  }

  set perMinute(value: number) {
    this.pace.perMinute = value
  }

  /** Starts `count` different messages, at a speed or all at once. */
  storm(count: number, perMinute: number | null): void {
    this.pace.start("storm", count, perMinute, () => this.sayOne(this.storms))
  }

  /** Writes different messages in the past: what the network says after nobody listened for a while. */
  backlog(moments: PastMessage[]): void {
    for (const { at, isDirect } of moments) {
      const { text, expected } = this.storms.next().value
      const by = castMember(this.world, this.someone())
      if (isDirect) say(this.world, { by, text: withoutMention(text), expected, at, visibility: "direct" })
      else say(this.world, { by, text, expected, at })
    }
  }

  /** Plays a scenario in the order it is written. */
  play({ name, messages }: Scenario, perMinute: number | null): void {
    const left = [...messages]
    this.pace.start(name, messages.length, perMinute, () => {
      const message = left.shift()
      if (message) this.perform(message)
    })
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

  private perform(message: ScenarioMessage): void {
    const parent = message.replyTo === undefined ? undefined : saidFrom(this.world, message.replyTo)
    const { key, by, replyTo: _replyTo, then: _then, ...words } = message
    say(this.world, { ...words, by: castMember(this.world, by), replyToId: parent?.id, scenarioKey: key })
  }

  private sayOne(source: Source): void {
    say(this.world, { ...source.next().value, by: castMember(this.world, this.someone()) })
  }

  private someone(): string {
    return CITIZENS[Math.floor(this.random() * CITIZENS.length)]!.username
  }

  /** When the city answers someone of a scenario, they may have something to add. */
  private hear(event: WorldEvent): void {
    const answered = this.answeredBy(event)
    const next = answered?.scenarioKey === undefined ? null : followUpOf(answered.scenarioKey)
    if (!answered || !next || this.world.saidKeys.has(next.key)) return
    const by = castMember(this.world, next.by)
    const shared = { by, ...next.followUp, scenarioKey: next.key }
    const cityPostId = event.type === "post" ? event.post.id : undefined
    const accountId = event.type === "direct" ? event.direct.senderId : undefined
    this.pace.after(
      ANSWER_AFTER,
      () =>
        void (cityPostId === undefined
          ? say(this.world, { ...shared, accountId, visibility: "direct" })
          : this.world.visiblePost(cityPostId) && say(this.world, { ...shared, replyToId: cityPostId })),
    )
  }

  private answeredBy(event: WorldEvent): { scenarioKey?: string } | undefined {
    const { world } = this
    if (event.type === "post" && world.isAccount(event.post.authorId) && event.post.repliedToId !== undefined)
      return world.posts.get(event.post.repliedToId)
    if (event.type === "direct" && world.isAccount(event.direct.senderId)) {
      const { conversationId, recipientId } = event.direct
      return world.directs.findLast(
        (direct) => direct.conversationId === conversationId && direct.senderId === recipientId,
      )
    }
    return undefined
  }
}
