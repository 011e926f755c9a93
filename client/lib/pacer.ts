/** Collects items and hands them over at most once per `period`: at once when calm, in batches in a storm. */
export function createPacer<T>(period: number, flush: (items: T[]) => void) {
  let waiting: T[] = []
  let last = -Infinity
  let timer: ReturnType<typeof setTimeout> | null = null

  const hand = () => {
    timer = null
    last = Date.now()
    const items = waiting
    waiting = []
    flush(items)
  }

  return {
    push(item: T) {
      waiting.push(item)
      if (timer !== null) return
      const wait = last + period - Date.now()
      if (wait <= 0) hand()
      else timer = setTimeout(hand, wait)
    },
    stop() {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
