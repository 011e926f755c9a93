import type { Account } from "../../shared/account.ts"
import type { Connector } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { openCredentials } from "../domain/accounts/credentials.ts"
import { keepCredentials } from "../domain/accounts/keep-credentials.ts"
import type { Connection } from "../store/stores.ts"
import type { StepResult } from "./every.ts"

/** An account at work in this process. `generation`: null when the environment gave the access. */
type Running = { generation: number | null; stop: AbortController; ended: Promise<void> }

export type AccountHost = {
  /** Puts an account to work with credentials from the environment, unless a person connected it here. */
  start: (account: Account, connector: Connector) => Promise<void>
  /** Brings what runs in line with the accesses that are stored. */
  follow: () => Promise<StepResult>
  /** Resolves when everything has ended. */
  end: () => Promise<void>
}

/**
 * The accounts at work in this process. An access that a person gave goes before one from the environment, and a new
 * one takes the place of the old without a restart.
 * @param work runs an account until its signal aborts
 * @param register told which connector an account has now; null: none any more
 */
export function createAccountHost(
  ctx: AppContext,
  work: (connector: Connector, account: Account, signal: AbortSignal) => Promise<void>,
  register: (accountId: string, connector: Connector | null) => void,
): AccountHost {
  const running = new Map<string, Running>()

  const begin = (account: Account, connector: Connector, generation: number | null): void => {
    const stop = new AbortController()
    register(account.id, connector)
    running.set(account.id, { generation, stop, ended: work(connector, account, stop.signal) })
  }
  const halt = async (accountId: string): Promise<void> => {
    const one = running.get(accountId)
    if (!one) return
    one.stop.abort()
    await one.ended
    running.delete(accountId)
    register(accountId, null)
  }

  const connect = async ({ accountId, network, sealed, generation }: Connection): Promise<void> => {
    const access = ctx.accessTo(network)
    const account = await ctx.accounts.find(accountId)
    if (!access || !account) return
    await halt(accountId)
    const credentials = openCredentials(ctx, accountId, sealed)
    begin(account, access.connect(credentials, keepCredentials(ctx, accountId, access.renew)), generation)
  }

  return {
    async start(account, connector) {
      if (!running.has(account.id) && !(await ctx.connections.find(account.id)))
        begin(account, connector, null)
    },
    async follow() {
      const stored = await ctx.connections.list()
      const known = new Set(stored.map(({ accountId }) => accountId))
      for (const [accountId, { generation }] of running)
        if (generation !== null && !known.has(accountId)) await halt(accountId)
      for (const connection of stored)
        if (running.get(connection.accountId)?.generation !== connection.generation) await connect(connection)
      return "idle"
    },
    async end() {
      await Promise.all([...running.keys()].map(halt))
    },
  }
}
