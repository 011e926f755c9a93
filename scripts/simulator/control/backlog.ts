import { type World } from "../world/world.ts"

const HOUR = 3_600_000

/** One message of a past: when it was written, and whether to the city alone. */
export type PastMessage = { at: number; isDirect: boolean }

/** `count` moments spread evenly over the past hours, oldest first; `directs` of them are private, evenly too. */
export function pastMoments(
  world: World,
  { count, hours, directs }: { count: number; hours: number; directs: number },
): PastMessage[] {
  const [now, step] = [world.now(), (hours * HOUR) / count]
  return Array.from({ length: count }, (_, index) => ({
    at: Math.floor(now - hours * HOUR + step * (index + 0.5)),
    isDirect: Math.floor((index + 1) * directs) > Math.floor(index * directs),
  }))
}
