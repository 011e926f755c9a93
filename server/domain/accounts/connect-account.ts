import type { Account } from "../../../shared/account.ts"
import type { Network } from "../../../shared/network.ts"
import type { Person } from "../../../shared/person.ts"
import { type Credentials, fixedKeeper, type NetworkAccess } from "../../connectors/access.ts"
import { ConnectorError } from "../../connectors/connector.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { openCredentials, sealCredentials } from "./credentials.ts"

type Deps = Pick<
  AppContext,
  "accessTo" | "accounts" | "connections" | "consents" | "now" | "secrets" | "transaction"
>

/** How long a person may take at the network's page of consent. */
const CONSENT_MS = 10 * 60_000
const IDENTIFY_TIMEOUT_MS = 15_000

const verifierOf = (personId: string): string => `consent:${personId}`

/**
 * Sends an administrator to the network's page of consent.
 * @param wanted the account to connect again; null: whichever the person chooses there
 * @throws AppError forbidden, not_configured
 */
export async function askConsent(
  deps: Deps,
  actor: Person,
  network: Network,
  wanted: string | null,
  redirectUri: string,
): Promise<{ url: string }> {
  const { consent } = accessFor(deps, actor, network)
  if (!consent) throw new AppError("not_configured")
  const { url, state, codeVerifier } = consent.begin(redirectUri)
  const sealedVerifier = deps.secrets.seal(codeVerifier, verifierOf(actor.id))
  const expiresAt = new Date(deps.now().getTime() + CONSENT_MS)
  await deps.consents.insert(state, actor.id, { network, accountId: wanted, sealedVerifier }, expiresAt)
  return { url }
}

/**
 * Takes the answer of the page of consent and connects the account that it is about.
 * @throws AppError consent_expired, wrong_account, network_refused
 */
export async function acceptConsent(
  deps: Deps,
  actor: Person,
  answer: { state: string; code: string },
  redirectUri: string,
): Promise<Account> {
  const asked = await deps.consents.take(answer.state, actor.id, deps.now())
  if (!asked) throw new AppError("consent_expired")
  const access = accessFor(deps, actor, asked.network)
  if (!access.consent) throw new AppError("not_configured")
  const codeVerifier = deps.secrets.open(asked.sealedVerifier, verifierOf(actor.id))
  const credentials = await access.consent
    .finish({ code: answer.code, codeVerifier, redirectUri })
    .catch(explain)
  return connect(deps, actor, access, credentials, asked.accountId)
}

/**
 * Connects an account by a token that the network's own pages gave the city.
 * @throws AppError forbidden, not_configured, wrong_account, network_refused
 */
export function connectByToken(
  deps: Deps,
  actor: Person,
  { network, token, accountId }: { network: Network; token: string; accountId: string | null },
): Promise<Account> {
  const access = accessFor(deps, actor, network)
  const credentials = { accessToken: token, refreshToken: null, expiresAt: null, scopes: [] }
  return connect(deps, actor, access, credentials, accountId)
}

/** Gives an account's access back. What was said over it stays. @throws AppError forbidden, not_found */
export async function disconnectAccount(deps: Deps, actor: Person, accountId: string): Promise<void> {
  onlyAdmins(actor)
  const connection = await deps.connections.find(accountId)
  if (!connection) throw new AppError("not_found")
  await deps.connections.remove(accountId)
  const access = deps.accessTo(connection.network)
  await access?.revoke(openCredentials(deps, accountId, connection.sealed))
  await deps.accounts.setTrouble(
    accountId,
    "reconnect",
    { reason: "disconnected", detail: "", retryAt: null },
    deps.now(),
  )
}

async function connect(
  deps: Deps,
  actor: Person,
  access: NetworkAccess,
  credentials: Credentials,
  wanted: string | null,
): Promise<Account> {
  const refused = () => new ConnectorError("retry", "token_rejected")
  const connector = access.connect(credentials, fixedKeeper(credentials, refused))
  const profile = await connector.identify(AbortSignal.timeout(IDENTIFY_TIMEOUT_MS)).catch(explain)
  const expected = wanted === null ? null : await deps.accounts.find(wanted)
  if (expected && expected.externalId !== profile.externalId) {
    await access.revoke(credentials)
    throw new AppError("wrong_account", { expected: expected.username, got: profile.username })
  }
  return deps.transaction(async () => {
    const account = await deps.accounts.upsert({ network: access.network, ...profile })
    await deps.connections.save(account.id, {
      network: access.network,
      ...sealCredentials(deps, account.id, credentials),
      connectedAt: deps.now(),
      connectedBy: actor.id,
    })
    await deps.accounts.clearTrouble(account.id)
    return (await deps.accounts.find(account.id)) ?? account
  })
}

function accessFor(deps: Pick<Deps, "accessTo">, actor: Person, network: Network): NetworkAccess {
  onlyAdmins(actor)
  const access = deps.accessTo(network)
  if (!access) throw new AppError("not_configured")
  return access
}

function onlyAdmins(actor: Person): void {
  if (actor.role !== "admin") throw new AppError("forbidden")
}

function explain(error: unknown): never {
  if (!(error instanceof ConnectorError)) throw error
  throw new AppError("network_refused", { reason: error.reason, detail: error.detail })
}
