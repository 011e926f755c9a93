const MINUTE = 60_000
const STEP = 100

type Queue = {
  name: string
  perMinute: number
  credit: number
  total: number | null
  done: number
  next(): boolean
}

/** When a crowd speaks: at a steady speed, in bursts that end, and some time after it was answered. */
export class Pace {
  private readonly steady: Queue
  private readonly queues: Queue[] = []
  private readonly promises: { dueAt: number; act(): void }[] = []
  private readonly onChange: () => void
  private readonly timer: NodeJS.Timeout
  private elapsed = 0

  constructor(perMinute: number, act: () => void, onChange: () => void) {
    this.onChange = onChange
    this.steady = { ...queue("steady", perMinute, null), next: () => (act(), true) }
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

  /** `total` acts at a speed; null: all at once. */
  start(name: string, total: number, perMinute: number | null, act: () => void): void {
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

  /** An act that comes later, in milliseconds. */
  after(milliseconds: number, act: () => void): void {
    this.promises.push({ dueAt: this.elapsed + milliseconds, act })
  }

  /** Ends every burst. */
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
    for (const promise of this.promises.filter(({ dueAt }) => dueAt <= this.elapsed)) {
      this.promises.splice(this.promises.indexOf(promise), 1)
      promise.act()
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
  }
}

const queue = (name: string, perMinute: number, total: number | null) => ({
  name,
  perMinute,
  total,
  credit: 0,
  done: 0,
})
