import { setMaxListeners } from "node:events"
import { Network } from "../../shared/network.ts"
import type { Account } from "../../shared/account.ts"
import type { Connector, Stream } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { createAccountHost } from "./accounts.ts"
import { carryOutDeletion } from "./deletions.ts"
import { emptySpool, takeInWaiting } from "./deliveries.ts"
import { actNext } from "./effects.ts"
import { fetchNextPicture } from "./media.ts"
import { every, type StepResult } from "./every.ts"
import { identifyAccount } from "./identify-account.ts"
import { expireLeases, lookForNext, sendNext } from "./outbox.ts"
import { readMeters } from "./read-meters.ts"
import { runAccount } from "./run-account.ts"
import { createStreamRunner } from "./run-stream.ts"

const OUTBOX_PAUSE_MS = 200
const LOOK_PAUSE_MS = 1_000
const EFFECTS_PAUSE_MS = 500
const DELIVERIES_PAUSE_MS = 100
const SPOOL_PAUSE_MS = 2_000
const MEDIA_PAUSE_MS = 500
/** A network that answers slowly holds up some pictures and not all. */
const MEDIA_LOOPS = 3
const LEASE_PAUSE_MS = 5_000
const DELETIONS_PAUSE_MS = 5_000
const METERS_PAUSE_MS = 5_000
const STREAM_PAUSE_MS = 5_000
const CONNECT_PAUSE_MS = 15_000
/** A person who has just connected an account waits for its first messages. */
const FOLLOW_PAUSE_MS = 1_000

/**
 * Starts everything that works without being asked: outbox, and the reading of every account.
 * @param given connectors whose credentials the environment gives, and streams
 * @param register told which connector an account has now; null: none any more
 * @returns resolves when all loops have ended, after `signal` aborts
 */
export async function runWorkers(
  ctx: AppContext,
  given: { connectors: readonly Connector[]; streams: readonly Stream[] },
  register: (accountId: string, connector: Connector | null) => void,
  signal: AbortSignal,
): Promise<void> {
  const { connectors, streams } = given
  const isPushedTo = Network.options.some((network) => ctx.webhookOf(network) !== undefined)
  const report = (job: string) => (error: unknown) => ctx.log.error({ err: error, job }, "worker step failed")
  const host = createAccountHost(
    ctx,
    (connector, account, until) => runAccount(ctx, connector, account, until),
    register,
  )

  /** Asks the network whose credentials the environment gave, until it says. */
  const settle = async (connector: Connector): Promise<void> => {
    const found = new AbortController()
    let account: Account | null = null
    const identify = async (): Promise<StepResult> => {
      account = await identifyAccount(ctx, connector, signal)
      if (account) found.abort()
      return "idle"
    }
    await every(CONNECT_PAUSE_MS, AbortSignal.any([signal, found.signal]), identify, report("connect"))
    if (account && !signal.aborted) await host.start(account, connector)
  }

  // Every loop listens for the end, and there are many: no leak to warn of.
  setMaxListeners(0, signal)
  await Promise.all([
    every(OUTBOX_PAUSE_MS, signal, () => sendNext(ctx), report("outbox")),
    every(EFFECTS_PAUSE_MS, signal, () => actNext(ctx), report("effects")),
    ...(isPushedTo
      ? [
          every(DELIVERIES_PAUSE_MS, signal, () => takeInWaiting(ctx, signal), report("deliveries")),
          every(SPOOL_PAUSE_MS, signal, () => emptySpool(ctx), report("spool")),
        ]
      : []),
    ...Array.from({ length: MEDIA_LOOPS }, () =>
      every(MEDIA_PAUSE_MS, signal, () => fetchNextPicture(ctx, signal), report("media")),
    ),
    every(LOOK_PAUSE_MS, signal, () => lookForNext(ctx), report("reconcile")),
    every(DELETIONS_PAUSE_MS, signal, () => carryOutDeletion(ctx), report("deletions")),
    every(LEASE_PAUSE_MS, signal, () => expireLeases(ctx), report("leases")),
    every(METERS_PAUSE_MS, signal, () => readMeters(ctx), report("meters")),
    every(FOLLOW_PAUSE_MS, signal, host.follow, report("accounts")),
    ...streams.map((stream) => {
      const run = createStreamRunner(ctx, stream)
      return every(STREAM_PAUSE_MS, signal, () => run(signal), report(`stream ${stream.network}`))
    }),
    ...connectors.map(settle),
  ])
  await host.end()
}
