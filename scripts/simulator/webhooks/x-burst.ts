import { type World } from "../world/world.ts"
import { postActivities } from "./x-events.ts"
import { type XHooks } from "./x-hooks.ts"

const PATIENCE = 30_000

/** What a burst measured; times are milliseconds. */
export type BurstResult = {
  sent: number
  acknowledged: number
  failed: number
  milliseconds: number
  p50: number
  p99: number
}

/**
 * Posts the mentions that `speak` makes to `url`, one signed event per POST, `concurrency` at a time, and measures how
 * fast they are taken. They are on the network as any other; nothing else is pushed for them.
 */
export async function burst(
  { world, hooks }: { world: World; hooks: XHooks },
  { url, concurrency }: { url: string; concurrency: number },
  speak: () => void,
): Promise<BurstResult> {
  const first = world.timeline.length
  world.quietly(speak)
  const parcels = world.timeline.slice(first).flatMap((post) => {
    const [activity] = postActivities(world, post)
    return activity ? [hooks.parcel({ activity })] : []
  })
  const times: number[] = []
  let [next, acknowledged] = [0, 0]
  async function carry(): Promise<void> {
    for (let parcel = parcels[next++]; parcel; parcel = parcels[next++]) {
      const from = performance.now()
      if (await deliver(url, parcel)) acknowledged++
      times.push(performance.now() - from)
    }
  }
  const from = performance.now()
  await Promise.all(Array.from({ length: concurrency }, carry))
  const milliseconds = Math.round(performance.now() - from)
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10
  return {
    sent: parcels.length,
    acknowledged,
    failed: parcels.length - acknowledged,
    milliseconds,
    p50: at(0.5),
    p99: at(0.99),
  }
}

async function deliver(url: string, { body, headers }: ReturnType<XHooks["parcel"]>): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body: new Uint8Array(body),
      headers: { "content-type": "application/json", ...headers },
      signal: AbortSignal.timeout(PATIENCE),
      redirect: "error",
    })
    // The body must be read, or the connection is not used again.
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
