import { type Credentials, SCOPES, tokenHolder } from "../world/credentials.ts"
import { type World } from "../world/world.ts"
import { createReplayGuard, isSame, oauthSignature, parseOAuthHeader, type SignedRequest } from "./oauth1.ts"

/** Who calls: a person through an application, or the application alone. */
export type Principal = { kind: "user"; userId: string; scopes: readonly string[] } | { kind: "app" }

/**
 * Reads `Authorization` as X does: a user's OAuth 2 bearer, the application's bearer, or OAuth 1.0a whose
 * signature is really computed. Null: 401.
 */
export function createAuthenticator(world: World, credentials: Credentials) {
  const isFresh = createReplayGuard()
  const { oauth1, appBearer } = credentials

  function byOAuth1(oauth: Map<string, string>, request: SignedRequest): Principal | null {
    const isOurs =
      oauth.get("oauth_consumer_key") === oauth1.appKey &&
      oauth.get("oauth_token") === oauth1.accessToken &&
      oauth.get("oauth_signature_method") === "HMAC-SHA1"
    const secrets = { consumer: oauth1.appSecret, token: oauth1.accessSecret }
    if (!isOurs || !isSame(oauth.get("oauth_signature") ?? "", oauthSignature(request, oauth, secrets)))
      return null
    // The client stamps with the machine's clock, which a displaced simulator does not follow.
    if (!isFresh(oauth, Date.now() / 1000)) return null
    // These tokens do not expire, but die like the others.
    const access = world.xAccess.get(world.cityId)
    if (access === "revoked" || access === "password") return null
    return { kind: "user", userId: world.cityId, scopes: SCOPES }
  }

  return (authorization: string | undefined, request: SignedRequest): Principal | null => {
    if (authorization === undefined) return null
    const oauth = parseOAuthHeader(authorization)
    if (oauth) return byOAuth1(oauth, request)
    const bearer = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
    if (bearer === undefined) return null
    if (isSame(bearer, appBearer)) return { kind: "app" }
    const holder = tokenHolder(world, bearer)
    return holder && { kind: "user", userId: holder.userId, scopes: holder.scopes }
  }
}
