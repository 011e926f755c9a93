import { type Faults } from "../wire/faults.ts"
import { type FaultyCall } from "../wire/trouble.ts"

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
  /** How many POSTs travel at a time; as many as there are unless said otherwise. */
  concurrency?: number
  onChange(): void
  /** First wait after a failure, in milliseconds; it doubles. */
  retryMs?: number
}

type Totals = {
  /** Events that were to be told, each once however often it travels. */
  told: number
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
  /** How faults name a delivery. */
  private readonly touched: FaultyCall
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly totals: Totals = {
    told: 0,
    sent: 0,
    delivered: 0,
    failures: 0,
    givenUp: 0,
    lastFailure: null,
  }
  private readonly idle = new Set<() => void>()
  private gathered: E[] = []
  private gathering: NodeJS.Timeout | null = null
  private isHeld = false
  private underway = 0
  private travelling = 0
  private readonly turns: (() => void)[] = []

  constructor(options: QueueOptions<E>) {
    this.options = options
    this.touched = { method: "WEBHOOK", route: options.network, path: options.network }
  }

  push(event: E): void {
    if (!this.options.destination()) return
    this.totals.told++
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
    const shuffled = events.length > 1 && this.options.faults.take("webhook_shuffled", this.touched)
    if (shuffled) events.reverse()
    const size = shuffled ? 1 : this.options.mostAtOnce
    for (let at = 0; at < events.length; at += size) this.send(events.slice(at, at + size))
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
    const { faults } = this.options
    const copies = faults.take("webhook_duplicate", this.touched) ? 2 : 1
    const late = faults.take("webhook_late", this.touched)
    for (let copy = 0; copy < copies; copy++) this.start(events, late?.milliseconds ?? 0)
  }

  private start(events: E[], delay: number): void {
    const body = this.options.assemble(events)
    this.underway += events.length
    const attempt = (count: number): void =>
      void this.inTurn(() => this.post(body)).then((failure) => {
        if (failure === null) return this.finish(events.length, "delivered")
        if (failure === "nobody") return this.finish(events.length, "givenUp")
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

  /** Holds a POST back while enough others travel. */
  private async inTurn<T>(act: () => Promise<T>): Promise<T> {
    if (this.travelling >= (this.options.concurrency ?? Infinity))
      await new Promise<void>((resolve) => this.turns.push(resolve))
    else this.travelling++
    try {
      return await act()
    } finally {
      // The place is handed over as it is: it stays counted.
      const next = this.turns.shift()
      if (next) next()
      else this.travelling--
    }
  }

  /** One POST. Null when it was taken, `nobody` when nobody listens any more, else why not. */
  private async post(body: Buffer): Promise<string | null> {
    const destination = this.options.destination()
    if (!destination) return "nobody"
    this.totals.sent++
    try {
      const response = await fetch(destination.url, {
        method: "POST",
        body: new Uint8Array(body),
        headers: { "content-type": "application/json", ...destination.sign(body) },
        signal: AbortSignal.timeout(PATIENCE),
        redirect: "error",
      })
      // The body must be read, or the connection is not used again.
      await response.arrayBuffer()
      return response.ok ? null : `HTTP ${response.status}`
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
