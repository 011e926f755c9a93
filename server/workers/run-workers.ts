import { setMaxListeners } from "node:events"
import type { Account } from "../../shared/account.ts"
import type { Connector } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { connectAccount } from "./connect-account.ts"
import { emptySpool, takeInNext } from "./deliveries.ts"
import { actNext } from "./effects.ts"
import { fetchNextPicture } from "./media.ts"
import { every, type StepResult } from "./every.ts"
import { expireLeases, lookForNext, sendNext } from "./outbox.ts"
import { createPoller } from "./poll-account.ts"
import { createRecheck } from "./recheck-account.ts"

const OUTBOX_PAUSE_MS = 200
const LOOK_PAUSE_MS = 1_000
const EFFECTS_PAUSE_MS = 500
const DELIVERIES_PAUSE_MS = 100
const SPOOL_PAUSE_MS = 2_000
const RECHECK_CHECK_MS = 5_000
const MEDIA_PAUSE_MS = 500
/** A network that answers slowly holds up some pictures and not all. */
const MEDIA_LOOPS = 3
const LEASE_PAUSE_MS = 5_000
const CONNECT_PAUSE_MS = 15_000
/** How often a poller asks whether it is time: the network's own pace is kept by `nextPollAt`. */
const POLL_CHECK_MS = 100

/**
 * Starts everything that works without being asked: outbox, and pollers of every connector.
 * @param register told which account a connector turned out to be
 * @returns resolves when all loops have ended, after `signal` aborts
 */
export function runWorkers(
  ctx: AppContext,
  connectors: readonly Connector[],
  register: (accountId: string, connector: Connector) => void,
  signal: AbortSignal,
): Promise<unknown> {
  const report = (job: string) => (error: unknown) => ctx.log.error({ err: error, job }, "worker step failed")

  const runConnector = async (connector: Connector): Promise<void> => {
    const connected = new AbortController()
    let account: Account | null = null
    const connect = async (): Promise<StepResult> => {
      account = await connectAccount(ctx, connector, signal)
      if (account) connected.abort()
      return "idle"
    }
    await every(CONNECT_PAUSE_MS, AbortSignal.any([signal, connected.signal]), connect, report("connect"))
    if (account) await Promise.all([runPollers(connector, account), runRecheck(connector, account)])
  }

  const runPollers = async (connector: Connector, account: Account): Promise<void> => {
    register(account.id, connector)
    await Promise.all(
      connector.sources.map((source) => {
        const poll = createPoller(ctx, connector, account, source)
        return every(POLL_CHECK_MS, signal, () => poll(signal), report(`poll ${source}`))
      }),
    )
  }
  const runRecheck = (connector: Connector, account: Account): Promise<void> => {
    const recheck = createRecheck(ctx, connector, account)
    return every(RECHECK_CHECK_MS, signal, () => recheck(signal), report("recheck"))
  }

  // Every loop listens for the end, and there are as many as accounts have sources: no leak to warn of.
  setMaxListeners(0, signal)
  return Promise.all([
    every(OUTBOX_PAUSE_MS, signal, () => sendNext(ctx), report("outbox")),
    every(EFFECTS_PAUSE_MS, signal, () => actNext(ctx), report("effects")),
    every(DELIVERIES_PAUSE_MS, signal, () => takeInNext(ctx), report("deliveries")),
    ...Array.from({ length: MEDIA_LOOPS }, () =>
      every(MEDIA_PAUSE_MS, signal, () => fetchNextPicture(ctx, signal), report("media")),
    ),
    every(SPOOL_PAUSE_MS, signal, () => emptySpool(ctx), report("spool")),
    every(LOOK_PAUSE_MS, signal, () => lookForNext(ctx), report("reconcile")),
    every(LEASE_PAUSE_MS, signal, () => expireLeases(ctx), report("leases")),
    ...connectors.map(runConnector),
  ])
}
