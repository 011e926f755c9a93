import { type Faults } from "../wire/faults.ts"

/** How long a receiver may take (docs.x.com and developers.facebook.com ask for less than ten seconds). */
const PATIENCE = 10_000
/** Events of the same moment leave together. */
const GATHER = 20
const FIRST_RETRY = 1_000
const LONGEST_RETRY = 60_000
/** Networks go on for hours; after this many attempts the simulator lets go. */
const MOST_ATTEMPTS = 20

/** Where events go, and how a network proves that they come from it. */
export type Destination = {
  url: string
  /** Headers that sign exactly these bytes. */
  sign(body: Buffer): Record<string, string>
}

export type QueueOptions<E> = {
  /** As faults name it: `WEBHOOK facebook`. */
  network: string
  faults: Faults
  /** Null while nobody listens: what happens meanwhile is told to nobody. */
  destination(): Destination | null
  /** The body of one POST. */
  assemble(events: E[]): Buffer
  /** How many events one POST may hold. */
  mostAtOnce: number
  onChange(): void
  /** First wait after a failure, in milliseconds; it doubles. */
  retryMs?: number
}

type Totals = {
  sent: number
  delivered: number
  failures: number
  givenUp: number
  lastFailure: string | null
}

/**
 * Pushes a network's events to the desk as networks do: gathered, signed, again and again when the receiver fails,
 * never in a sure order; and on demand twice, shuffled or late. What an event is, is the network's business.
 */
export class DeliveryQueue<E> {
  private readonly options: QueueOptions<E>
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly totals: Totals = { sent: 0, delivered: 0, failures: 0, givenUp: 0, lastFailure: null }
  private readonly idle = new Set<() => void>()
  private gathered: E[] = []
  private gathering: NodeJS.Timeout | null = null
  private isHeld = false
  private underway = 0

  constructor(options: QueueOptions<E>) {
    this.options = options
  }

  push(event: E): void {
    if (!this.options.destination()) return
    this.gathered.push(event)
    if (!this.isHeld) this.gathering ??= this.later(GATHER, () => this.release())
  }

  /** Gathers until `release`, so that a batch can be made as large as wanted. */
  hold(): void {
    this.isHeld = true
  }

  /** Sends what was gathered. */
  release(): void {
    this.isHeld = false
    this.gathering = null
    const events = this.gathered
    this.gathered = []
    for (let at = 0; at < events.length; at += this.options.mostAtOnce)
      this.send(events.slice(at, at + this.options.mostAtOnce))
  }

  status() {
    return { ...this.totals, pending: this.gathered.length + this.underway }
  }

  /** Resolves when nothing waits any more: all was delivered, or given up. */
  settled(): Promise<void> {
    if (this.gathered.length + this.underway === 0) return Promise.resolve()
    return new Promise((resolve) => this.idle.add(resolve))
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }

  /** Faults have their say once; what a retry sends again is what failed. */
  private send(events: E[]): void {
    const { faults, network } = this.options
    const touched = { method: "WEBHOOK", route: network, path: network }
    const shuffled = events.length > 1 && faults.take("webhook_shuffled", touched)
    const parts = shuffled ? [...events].reverse().map((event) => [event]) : [events]
    const copies = faults.take("webhook_duplicate", touched) ? 2 : 1
    const late = faults.take("webhook_late", touched)
    for (const part of parts)
      for (let copy = 0; copy < copies; copy++) this.start(part, late?.milliseconds ?? 0)
  }

  private start(events: E[], delay: number): void {
    const body = this.options.assemble(events)
    this.underway += events.length
    const attempt = (count: number): void =>
      void this.post(body).then((failure) => {
        if (failure === null) return this.finish(events.length, "delivered")
        this.totals.failures++
        this.totals.lastFailure = failure
        this.options.onChange()
        if (count >= MOST_ATTEMPTS) return this.finish(events.length, "givenUp")
        const wait = Math.min((this.options.retryMs ?? FIRST_RETRY) * 2 ** (count - 1), LONGEST_RETRY)
        this.later(wait, () => attempt(count + 1))
      })
    if (delay === 0) attempt(1)
    else this.later(delay, () => attempt(1))
  }

  private finish(count: number, how: "delivered" | "givenUp"): void {
    this.totals[how] += count
    this.underway -= count
    this.options.onChange()
    if (this.gathered.length + this.underway > 0) return
    for (const resolve of this.idle) resolve()
    this.idle.clear()
  }

  /** One POST. Null when it was taken, else why not. */
  private async post(body: Buffer): Promise<string | null> {
    const destination = this.options.destination()
    if (!destination) return null
    this.totals.sent++
    try {
      const { status } = await fetch(destination.url, {
        method: "POST",
        body: new Uint8Array(body),
        headers: { "content-type": "application/json", ...destination.sign(body) },
        signal: AbortSignal.timeout(PATIENCE),
        redirect: "error",
      })
      return status >= 200 && status < 300 ? null : `HTTP ${status}`
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  private later(milliseconds: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      act()
    }, milliseconds).unref()
    this.timers.add(timer)
    return timer
  }
}
