import { seededRandom } from "../pictures/random.ts"
import { followUpOf, SCENARIOS } from "../scenarios/all.ts"
import { CITIZENS } from "../scenarios/citizens.ts"
import { type Scenario, type ScenarioMessage } from "../scenarios/scenario.ts"
import { stormMessages } from "../scenarios/storm.ts"
import { type WorldEvent } from "../world/records.ts"
import { type World } from "../world/world.ts"
import { castMember, saidFrom, say } from "./citizens.ts"

const MINUTE = 60_000
const STEP = 100
/** How long a citizen takes to answer the city. */
const ANSWER_AFTER = 6_000

type Queue = {
  name: string
  perMinute: number
  credit: number
  total: number | null
  done: number
  next(): boolean
}

/** Citizens who write by themselves: at a steady speed, in a storm, in a scenario, and when they are answered. */
export class Crowd {
  private readonly world: World
  private readonly onChange: () => void
  private readonly random: () => number
  private readonly steady: Queue
  private readonly queues: Queue[] = []
  private readonly replies: { dueAt: number; say(): void }[] = []
  private readonly storms: ReturnType<typeof stormMessages>
  private readonly timer: NodeJS.Timeout
  private readonly stopListening: () => void
  private elapsed = 0

  constructor(world: World, options: { perMinute: number; seed: number }, onChange: () => void) {
    this.world = world
    this.onChange = onChange
    this.random = seededRandom(options.seed)
    this.storms = stormMessages(this.random, new Set(world.timeline.map(({ typed }) => typed)))
    const everyday = this.shuffled(
      SCENARIOS.flatMap(({ messages }) => messages.filter(({ replyTo }) => !replyTo)),
    )
    this.steady = {
      ...queue("steady", options.perMinute, null),
      next: () => {
        const message = everyday.find(({ key }) => !world.saidKeys.has(key))
        if (message) this.perform(message)
        else this.sayOneOfStorm()
        return true
      },
    }
    this.stopListening = world.listen((event) => this.hear(event))
    let last = performance.now()
    this.timer = setInterval(() => {
      const now = performance.now()
      this.advance(now - last)
      last = now
    }, STEP).unref()
  }

  set perMinute(value: number) {
    this.steady.perMinute = value
    this.onChange()
  }

  get perMinute(): number {
    return this.steady.perMinute
  }

  /** Starts `count` different messages, at a speed or all at once. */
  storm(count: number, perMinute: number | null): void {
    this.start("storm", count, perMinute, () => this.sayOneOfStorm())
  }

  /** Plays a scenario in the order it is written. */
  play({ name, messages }: Scenario, perMinute: number | null): void {
    const left = [...messages]
    this.start(name, messages.length, perMinute, () => {
      const message = left.shift()
      if (message) this.perform(message)
    })
  }

  calm(): void {
    this.queues.length = 0
    this.onChange()
  }

  /** Lets time pass. The clock calls it; a test may. */
  advance(milliseconds: number): void {
    this.elapsed += milliseconds
    for (const one of [this.steady, ...this.queues]) {
      one.credit = Math.min(one.credit + (one.perMinute * milliseconds) / MINUTE, one.perMinute / 30 + 1)
      while (one.credit >= 1 && one.next()) one.credit -= 1
    }
    for (const reply of this.replies.filter(({ dueAt }) => dueAt <= this.elapsed)) {
      this.replies.splice(this.replies.indexOf(reply), 1)
      reply.say()
    }
  }

  status() {
    return {
      perMinute: this.perMinute,
      running: this.queues.map(({ name, total, done, perMinute }) => ({ name, total, done, perMinute })),
    }
  }

  close(): void {
    clearInterval(this.timer)
    this.stopListening()
  }

  private start(name: string, total: number, perMinute: number | null, act: () => void): void {
    const one: Queue = {
      ...queue(name, perMinute ?? Infinity, total),
      next: () => {
        act()
        one.done++
        if (one.done === total) this.queues.splice(this.queues.indexOf(one), 1)
        if (perMinute !== null) this.onChange()
        return one.done < total
      },
    }
    this.queues.push(one)
    if (perMinute === null) while (one.next());
    else one.next()
    this.onChange()
  }

  private perform(message: ScenarioMessage): void {
    const parent = message.replyTo === undefined ? undefined : saidFrom(this.world, message.replyTo)
    const { key, by, replyTo: _replyTo, then: _then, ...words } = message
    say(this.world, { ...words, by: castMember(this.world, by), replyToId: parent?.id, scenarioKey: key })
  }

  private sayOneOfStorm(): void {
    const { value } = this.storms.next()
    const citizen = CITIZENS[Math.floor(this.random() * CITIZENS.length)]!
    if (value) say(this.world, { ...value, by: castMember(this.world, citizen.username) })
  }

  /** When the city answers someone of a scenario, they may have something to add. */
  private hear(event: WorldEvent): void {
    const answered = this.answeredBy(event)
    const next = answered?.scenarioKey === undefined ? null : followUpOf(answered.scenarioKey)
    if (!answered || !next || this.world.saidKeys.has(next.key)) return
    const by = castMember(this.world, next.by)
    const shared = { by, ...next.followUp, scenarioKey: next.key }
    const cityPostId = event.type === "post" ? event.post.id : undefined
    this.replies.push({
      dueAt: this.elapsed + ANSWER_AFTER,
      say: () =>
        void (cityPostId === undefined
          ? say(this.world, { ...shared, visibility: "direct" })
          : this.world.visiblePost(cityPostId) && say(this.world, { ...shared, replyToId: cityPostId })),
    })
  }

  private answeredBy(event: WorldEvent): { scenarioKey?: string } | undefined {
    const { world } = this
    if (event.type === "post" && event.post.authorId === world.cityId && event.post.repliedToId !== undefined)
      return world.posts.get(event.post.repliedToId)
    if (event.type === "direct" && event.direct.senderId === world.cityId)
      return world.directs.findLast(({ senderId }) => senderId === event.direct.recipientId)
    return undefined
  }

  private shuffled<T>(list: T[]): T[] {
    return list
      .map((value) => ({ value, order: this.random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ value }) => value)
  }
}

const queue = (name: string, perMinute: number, total: number | null) => ({
  name,
  perMinute,
  total,
  credit: 0,
  done: 0,
})
