import type { Account } from "../../shared/account.ts"
import type { Connector } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { connectAccount } from "./connect-account.ts"
import { every, type StepResult } from "./every.ts"
import { expireLeases, lookForNext, sendNext } from "./outbox.ts"
import { createPoller } from "./poll-account.ts"

const OUTBOX_PAUSE_MS = 200
const LOOK_PAUSE_MS = 1_000
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
    if (account) await runPollers(connector, account)
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

  return Promise.all([
    every(OUTBOX_PAUSE_MS, signal, () => sendNext(ctx), report("outbox")),
    every(LOOK_PAUSE_MS, signal, () => lookForNext(ctx), report("reconcile")),
    every(LEASE_PAUSE_MS, signal, () => expireLeases(ctx), report("leases")),
    ...connectors.map(runConnector),
  ])
}
