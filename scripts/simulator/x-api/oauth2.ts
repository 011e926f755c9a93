import { type Credentials, refresh, tokenBody } from "../world/credentials.ts"
import { type World } from "../world/world.ts"
import { isSame } from "./oauth1.ts"
import { type ApiReply, ok } from "./reply.ts"

export type TokenRequest = { authorization: string | undefined; fields: Record<string, string> }

const refused = (error: string, description: string, status = 400): ApiReply => ({
  status,
  body: { error, error_description: description },
})

/** POST /2/oauth2/token, for `refresh_token` (docs.x.com, "OAuth 2.0 user access token"). */
export function giveToken(world: World, credentials: Credentials, request: TokenRequest): ApiReply {
  if (!isClient(credentials, request))
    return refused("unauthorized_client", "Missing valid authorization header", 401)
  const { grant_type, refresh_token } = request.fields
  if (grant_type !== "refresh_token")
    return refused("unsupported_grant_type", "The grant type is not supported.")
  if (!refresh_token) return refused("invalid_request", "Missing required parameter [refresh_token].")
  const token = refresh(world, refresh_token)
  return token ? ok(tokenBody(token)) : refused("invalid_request", "Value passed for the token was invalid.")
}

/** POST /2/oauth2/revoke: either token of a pair ends both. */
export function revokeToken(world: World, credentials: Credentials, request: TokenRequest): ApiReply {
  if (!isClient(credentials, request))
    return refused("unauthorized_client", "Missing valid authorization header", 401)
  const token = request.fields.token
  if (!token) return refused("invalid_request", "Missing required parameter [token].")
  world.record({ type: "revoke", token })
  return ok({ revoked: true })
}

/** A confidential client proves itself by Basic; the official library repeats id and secret in the body. */
function isClient({ oauth2 }: Credentials, { authorization, fields }: TokenRequest): boolean {
  const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? "")?.[1]
  if (basic === undefined)
    return fields.client_id === oauth2.clientId && isSame(fields.client_secret ?? "", oauth2.clientSecret)
  const [id, secret] = Buffer.from(basic, "base64").toString("utf8").split(":").map(decodeURIComponent)
  return id === oauth2.clientId && isSame(secret ?? "", oauth2.clientSecret)
}
