import { setTimeout as wait } from "node:timers/promises"
import type { CredentialKeeper, Credentials, NetworkAccess } from "../../connectors/access.ts"
import { ConnectorError } from "../../connectors/connector.ts"
import type { AppContext } from "../../context.ts"
import { openCredentials, sealCredentials } from "./credentials.ts"

type Deps = Pick<AppContext, "connections" | "instance" | "leases" | "now" | "secrets">

/** Credentials that end sooner than that are renewed first: a call, and clocks that differ, take their time. */
const MARGIN_MS = 60_000
const LEASE_MS = 60_000
/** How long another process is waited for while it renews. */
const PATIENCE_MS = 30_000
const LOOK_EVERY_MS = 100

/**
 * Keeps the credentials of a connected account. A refresh token is good for one renewal only, so that one process at a
 * time renews, under a lease, and what it was given is stored before anybody uses it. A process that dies between the
 * network's answer and the storing leaves a spent token behind: the account then asks to be connected again.
 */
export function keepCredentials(
  deps: Deps,
  accountId: string,
  renew: NetworkAccess["renew"],
): CredentialKeeper {
  const lease = `renew:${accountId}`
  let renewing: Promise<Credentials> | null = null

  const stored = async () => {
    const connection = await deps.connections.find(accountId)
    if (!connection)
      throw new ConnectorError("retry", "token_rejected", { detail: "the account was disconnected" })
    return { version: connection.version, ...opened(connection.sealed) }
  }
  const opened = (sealed: string): Credentials => {
    try {
      return openCredentials(deps, accountId, sealed)
    } catch (cause) {
      throw new ConnectorError("retry", "token_rejected", {
        detail: "the stored access cannot be opened with the present PARVIS_SECRET",
        cause,
      })
    }
  }
  const isGood = ({ expiresAt }: Credentials): boolean =>
    expiresAt === null || expiresAt.getTime() - MARGIN_MS > deps.now().getTime()

  /** Not ended by whoever asks: a renewal that was sent must be stored, or the account is lost. */
  const renewUnderLease = async (refused: string | null): Promise<Credentials> => {
    const isDone = (one: Credentials) => one.accessToken !== refused && isGood(one)
    const giveUp = Date.now() + PATIENCE_MS
    for (;;) {
      const now = deps.now()
      if (await deps.leases.hold(lease, deps.instance, now, new Date(now.getTime() + LEASE_MS))) {
        try {
          const { version, ...before } = await stored()
          // Another process renewed it, or a person connected the account again.
          if (isDone(before)) return before
          const renewed = await renew(before)
          const isKept = await deps.connections.renew(
            accountId,
            version,
            sealCredentials(deps, accountId, renewed),
          )
          if (isKept) return renewed
        } finally {
          await deps.leases.release(lease, deps.instance)
        }
      } else if (Date.now() > giveUp) {
        throw new ConnectorError("retry", "timeout", { detail: "the access is being renewed elsewhere" })
      } else {
        await wait(LOOK_EVERY_MS)
        const { version: _, ...now } = await stored()
        if (isDone(now)) return now
      }
    }
  }

  /** One renewal at a time in this process, whoever asks. */
  const renewOnce = (refused: string | null): Promise<Credentials> => {
    renewing ??= renewUnderLease(refused).finally(() => (renewing = null))
    return renewing
  }

  return {
    async current() {
      const { version: _, ...credentials } = await stored()
      return isGood(credentials) ? credentials : renewOnce(null)
    },
    renew: renewOnce,
  }
}
