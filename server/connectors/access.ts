import type { Network } from "../../shared/network.ts"
import type { Connector } from "./connector.ts"

/** What a network gave to act for one account. Sealed wherever it is stored. */
export type Credentials = {
  accessToken: string
  /** Good for one renewal; null when the access token cannot be renewed. */
  refreshToken: string | null
  /** When the access token ends; null: not by itself. */
  expiresAt: Date | null
  scopes: string[]
}

/** Keeps the credentials of one account, for a connector that uses them. */
export type CredentialKeeper = {
  /**
   * Credentials that are good now, renewed first when they are about to end.
   * @throws ConnectorError with outcome `retry`: nothing was sent
   */
  current: () => Promise<Credentials>
  /**
   * Others than those the network has just refused.
   * @throws ConnectorError with outcome `retry`: nothing was sent
   */
  renew: (refusedToken: string) => Promise<Credentials>
}

/** The answer to a network's consent page, and what it was asked with. */
export type ConsentAnswer = { code: string; codeVerifier: string; redirectUri: string }

/** How a city gives Parvis an account on a network. One per network whose application is configured. */
export type NetworkAccess = {
  network: Network
  /** The network's own page of consent (OAuth 2 with PKCE, RFC 7636); null when a token is entered instead. */
  consent: {
    begin: (redirectUri: string) => { url: string; state: string; codeVerifier: string }
    /** @throws ConnectorError */
    finish: (answer: ConsentAnswer) => Promise<Credentials>
  } | null
  /**
   * New credentials for those, whose refresh token must not be used again afterwards. Ends by itself in time.
   * @throws ConnectorError `token_rejected` when they cannot be renewed
   */
  renew: (credentials: Credentials) => Promise<Credentials>
  /** Tells the network that they are not needed any more. Best effort: never throws. */
  revoke: (credentials: Credentials) => Promise<void>
  /** The connector of an account, for as long as a person does not connect it again. */
  connect: (credentials: Credentials, keeper: CredentialKeeper) => Connector
}

/** Credentials that nobody renews: as they are given in the environment, or while an account is being connected. */
export const fixedKeeper = (credentials: Credentials, refused: () => Error): CredentialKeeper => ({
  current: () => Promise.resolve(credentials),
  renew: () => Promise.reject(refused()),
})
