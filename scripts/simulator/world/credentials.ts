import { randomBytes } from "node:crypto"
import { type TokenRecord } from "./records.ts"
import { type World } from "./world.ts"

/** docs.x.com, "OAuth 2.0": "the access token … is valid for two hours". */
const ACCESS_LIFETIME_SECONDS = 7200

export const SCOPES = [
  "tweet.read",
  "tweet.write",
  "tweet.moderate.write",
  "users.read",
  "dm.read",
  "dm.write",
  "media.write",
  "offline.access",
] as const
export type Scope = (typeof SCOPES)[number]

/** Everything a client of the simulator may identify itself with. Worth nothing anywhere else. */
export type Credentials = {
  oauth2: { clientId: string; clientSecret: string; accessToken: string; refreshToken: string }
  oauth1: { appKey: string; appSecret: string; accessToken: string; accessSecret: string }
  appBearer: string
}

/** Fixed, so that a desk configured once still signs in after the simulator restarts. */
export const DEMO_CREDENTIALS: Credentials = {
  oauth2: {
    clientId: "simulateur-client",
    clientSecret: "simulateur-client-secret",
    accessToken: "simulateur-acces-ville",
    refreshToken: "simulateur-renouvellement-ville",
  },
  oauth1: {
    appKey: "simulateur-app",
    appSecret: "simulateur-app-secret",
    accessToken: "simulateur-oauth1-ville",
    accessSecret: "simulateur-oauth1-ville-secret",
  },
  appBearer: "simulateur-app-seule",
}

/** Rotation: a refresh token works once. The access token it came with lives on until it expires. */
export function refresh(world: World, refreshToken: string): TokenRecord | null {
  const old = [...world.tokens.values()].find((token) => token.refreshToken === refreshToken)
  if (!old || world.spentRefreshTokens.has(refreshToken)) return null
  const token: TokenRecord = {
    ...old,
    accessToken: randomBytes(45).toString("base64url"),
    refreshToken: randomBytes(45).toString("base64url"),
    expiresAt: world.now() + ACCESS_LIFETIME_SECONDS * 1000,
  }
  world.record({ type: "token", token, replaces: refreshToken })
  return token
}

/** A first pair, after a person authorised the application. A refresh token only when it was asked for. */
export function grant(world: World, userId: string, scopes: string[]): TokenRecord {
  const token: TokenRecord = {
    accessToken: randomBytes(45).toString("base64url"),
    refreshToken: scopes.includes("offline.access") ? randomBytes(45).toString("base64url") : null,
    userId,
    scopes,
    expiresAt: world.now() + ACCESS_LIFETIME_SECONDS * 1000,
  }
  world.record({ type: "token", token, replaces: null })
  return token
}

/** The body of the token endpoint. */
export function tokenBody({ accessToken, refreshToken, scopes }: TokenRecord) {
  return {
    token_type: "bearer",
    expires_in: ACCESS_LIFETIME_SECONDS,
    access_token: accessToken,
    scope: scopes.join(" "),
    ...(refreshToken !== null && { refresh_token: refreshToken }),
  }
}

/** The user of a bearer token that still lives. */
export function tokenHolder(world: World, accessToken: string): TokenRecord | null {
  const token = world.tokens.get(accessToken)
  if (!token) return null
  return token.expiresAt === null || token.expiresAt > world.now() ? token : null
}
