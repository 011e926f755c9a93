import { createHmac, timingSafeEqual } from "node:crypto"
import { type FacebookCredentials } from "../world/facebook/credentials.ts"
import { type World } from "../world/world.ts"
import { type Params } from "./params.ts"
import {
  appRemoved,
  expiredToken,
  missingProof,
  noToken,
  passwordChanged,
  unknownToken,
  wrongProof,
} from "./refusal.ts"

/** Who calls: the Page, a person who manages it, or the application itself. */
export type Caller = "page" | "user" | "app"

/** HMAC-SHA256 of a token under the application's secret, in hexadecimal. */
export const proofOf = (token: string, appSecret: string): string =>
  createHmac("sha256", appSecret).update(token).digest("hex")

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** The token of a call, in its arguments or in `Authorization`. */
export const tokenOf = (params: Params, authorization: string | undefined): string | undefined =>
  params.text("access_token") ?? /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(authorization ?? "")?.[1]

/**
 * Says who a token belongs to, and checks the proof that comes with it.
 * @throws GraphRefusal 190 with the subcode of the reason, 100 for a wrong proof, 2500 without a token
 */
export function authenticate(
  world: World,
  credentials: FacebookCredentials,
  call: { token: string | undefined; proof: string | undefined; requiresProof: boolean },
): Caller {
  const { token, proof, requiresProof } = call
  if (token === undefined) throw noToken()
  const caller = callerOf(credentials, token)
  if (caller === null) throw unknownToken()
  if (proof !== undefined && !same(proof, proofOf(token, credentials.appSecret))) throw wrongProof()
  if (proof === undefined && requiresProof && caller !== "app") throw missingProof()
  if (caller !== "app") checkAccess(world, credentials.appId)
  return caller
}

export function callerOf(credentials: FacebookCredentials, token: string): Caller | null {
  if (same(token, credentials.pageToken)) return "page"
  if (same(token, credentials.userToken)) return "user"
  return same(token, `${credentials.appId}|${credentials.appSecret}`) ? "app" : null
}

function checkAccess(world: World, appId: string): void {
  const { state, since } = world.facebook.access
  if (state === "expired") throw expiredToken(since, world.now())
  if (state === "password") throw passwordChanged()
  if (state === "revoked") throw appRemoved(appId)
}
