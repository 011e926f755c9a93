import { setMaxListeners } from "node:events"
import type { Account } from "../../shared/account.ts"
import type { Connector } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { every } from "./every.ts"
import { createPoller } from "./poll-account.ts"
import { createRecheck, RECHECK_ROUNDS } from "./recheck-account.ts"

/** How often a poller asks whether it is time: the network's own pace is kept by `nextPollAt`. */
const POLL_CHECK_MS = 100
const RECHECK_CHECK_MS = 5_000

/** Reads all sources of one account, and looks at what is known of it, until the signal aborts. */
export async function runAccount(
  ctx: AppContext,
  connector: Connector,
  account: Account,
  signal: AbortSignal,
): Promise<void> {
  // Every loop listens for the end, and there are as many as the account has sources: no leak to warn of.
  setMaxListeners(0, signal)
  const report = (job: string) => (error: unknown) =>
    ctx.log.error({ err: error, job, account: account.id }, "worker step failed")
  await Promise.all([
    ...connector.sources.map((source) => {
      const poll = createPoller(ctx, connector, account, source)
      return every(POLL_CHECK_MS, signal, () => poll(signal), report(`poll ${source}`))
    }),
    ...RECHECK_ROUNDS.map((round) => {
      const recheck = createRecheck(ctx, connector, account, round)
      return every(RECHECK_CHECK_MS, signal, () => recheck(signal), report(round.name))
    }),
  ])
}
