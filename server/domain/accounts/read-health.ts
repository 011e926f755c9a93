import type { AccountHealth } from "../../../shared/account-health.ts"
import type { Account } from "../../../shared/account.ts"
import type { AppContext } from "../../context.ts"

type Deps = Pick<AppContext, "accounts" | "connections" | "connectorOf" | "gaps" | "meters" | "now">

const GAPS_SHOWN_MS = 30 * 86_400_000

/** How the connection of every account is doing, for those who work with it. */
export async function readHealth(deps: Deps): Promise<AccountHealth[]> {
  const accounts = await deps.accounts.list()
  return Promise.all(accounts.map((account) => healthOf(deps, account)))
}

async function healthOf(deps: Deps, { id, network, externalId }: Account): Promise<AccountHealth> {
  const now = deps.now()
  const [plans, meter, gaps, connection, keywords] = await Promise.all([
    deps.accounts.plansOf(id),
    deps.meters.read(id, now),
    deps.gaps.list(id, new Date(now.getTime() - GAPS_SHOWN_MS)),
    deps.connections.find(id),
    deps.accounts.keywordsOf(network, externalId),
  ])
  return {
    accountId: id,
    network,
    sources: (deps.connectorOf(id)?.sources ?? []).map((source) => ({
      source,
      readAt: plans[source]?.readAt?.toISOString() ?? null,
      nextPollAt: plans[source]?.nextPollAt?.toISOString() ?? null,
    })),
    quotas: meter.quotas,
    gaps,
    access: {
      by: connection ? "person" : "environment",
      since: connection?.connectedAt.toISOString() ?? null,
      expiresAt: connection?.expiresAt?.toISOString() ?? null,
    },
    spentUsd: network === "x" ? meter.spentUsd : null,
    keywords,
  }
}
