import { setTimeout as wait } from "node:timers/promises"
import { ConnectorError, type Listener, type Push, type Stream } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import type { NewsDeps } from "../domain/threads/store-news.ts"
import { takeInPush } from "../domain/threads/take-in-push.ts"
import type { StepResult } from "./every.ts"

type Deps = NewsDeps & Pick<AppContext, "instance" | "leases" | "log">

const LEASE_MS = 60_000
/** How often the lease is renewed, and accounts and their words are looked at again. */
const LOOK_EVERY_MS = 15_000
/** The wait after a connection that ended, doubled each time (docs.x.com, "Handling disconnections"). */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 320_000
/** A connection that held so long was a good one. */
const GOOD_MS = 60_000

/**
 * Keeps a network's stream open, in one process of all: networks allow one connection. What it tells is stored as what
 * a poll brings, and what it misses a poll brings.
 */
export function createStreamRunner(deps: Deps, stream: Stream) {
  const lease = `stream:${stream.network}`
  let waitMs = FIRST_WAIT_MS

  const hold = () => {
    const now = deps.now()
    return deps.leases.hold(lease, deps.instance, now, new Date(now.getTime() + LEASE_MS))
  }
  const accountsThere = async () =>
    (await deps.accounts.list()).filter(({ network }) => network === stream.network)
  const listenersNow = async (): Promise<Listener[]> =>
    Promise.all(
      (await accountsThere()).map(async ({ externalId, username, name }) => ({
        ...{ externalId, username, name },
        keywords: await deps.accounts.keywordsOf(stream.network, externalId),
      })),
    )
  const tell = async (push: Push): Promise<void> => takeInPush(deps, await accountsThere(), "stream", push)

  /** Ends the connection when the lease is lost, or when there is something else to listen for. */
  const watch = async (listeners: Listener[], over: AbortController): Promise<void> => {
    while (!over.signal.aborted) {
      await wait(LOOK_EVERY_MS, undefined, { signal: over.signal }).catch(() => undefined)
      if (over.signal.aborted) return
      const isOurs = await hold()
      if (!isOurs || JSON.stringify(await listenersNow()) !== JSON.stringify(listeners)) over.abort()
    }
  }

  return async function runOnce(signal: AbortSignal): Promise<StepResult> {
    const listeners = await listenersNow()
    if (listeners.length === 0 || !(await hold())) return "idle"
    const over = new AbortController()
    const until = AbortSignal.any([signal, over.signal])
    const begun = Date.now()
    const watching = watch(listeners, over).catch(() => over.abort())
    try {
      await stream.listenFor(listeners, until)
      await stream.run(listeners, tell, until)
      waitMs = FIRST_WAIT_MS
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error
      if (!signal.aborted)
        deps.log.warn({ network: stream.network, reason: error.reason, detail: error.detail }, "stream ended")
      if (Date.now() - begun > GOOD_MS) waitMs = FIRST_WAIT_MS
      const asked = error.retryAt ? error.retryAt.getTime() - deps.now().getTime() : 0
      await wait(Math.max(waitMs, asked), undefined, { signal }).catch(() => undefined)
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    } finally {
      over.abort()
      await watching
      await deps.leases.release(lease, deps.instance)
    }
    return "again"
  }
}
