import { type Authorizations, isVerified } from "../world/authorizations.ts"
import { type Credentials, grant, refresh, tokenBody } from "../world/credentials.ts"
import { type World } from "../world/world.ts"
import { isSame } from "./oauth1.ts"
import { type ApiReply, ok } from "./reply.ts"

export type TokenRequest = { authorization: string | undefined; fields: Record<string, string> }

/** What the token endpoint needs of the simulator. */
export type TokenContext = { world: World; credentials: Credentials; authorizations: Authorizations }

const refused = (error: string, description: string, status = 400): ApiReply => ({
  status,
  body: { error, error_description: description },
})
const missing = (parameter: string): ApiReply =>
  refused("invalid_request", `Missing required parameter [${parameter}].`)

/** POST /2/oauth2/token (docs.x.com, "OAuth 2.0 user access token"). */
export function giveToken(context: TokenContext, request: TokenRequest): ApiReply {
  if (!isClient(context.credentials, request))
    return refused("unauthorized_client", "Missing valid authorization header", 401)
  switch (request.fields.grant_type) {
    case "refresh_token":
      return byRefreshToken(context, request.fields)
    case "authorization_code":
      return byCode(context, request.fields)
    default:
      return refused("unsupported_grant_type", "The grant type is not supported.")
  }
}

function byRefreshToken({ world }: TokenContext, { refresh_token }: TokenRequest["fields"]): ApiReply {
  if (!refresh_token) return missing("refresh_token")
  const token = refresh(world, refresh_token)
  return token ? ok(tokenBody(token)) : refused("invalid_request", "Value passed for the token was invalid.")
}

function byCode({ world, authorizations }: TokenContext, fields: TokenRequest["fields"]): ApiReply {
  const { code, code_verifier, redirect_uri } = fields
  if (!code) return missing("code")
  if (!code_verifier) return missing("code_verifier")
  if (!redirect_uri) return missing("redirect_uri")
  const authorization = authorizations.take(code)
  if (!authorization)
    return refused("invalid_request", "Value passed for the authorization code was invalid.")
  if (authorization.redirectUri !== redirect_uri)
    return refused(
      "invalid_request",
      "Value passed for the redirect uri did not match the uri of the authorization code.",
    )
  if (!isVerified(code_verifier, authorization.challenge))
    return refused("invalid_request", "Value passed for the code verifier did not match the code challenge.")
  return ok(tokenBody(grant(world, authorization.userId, authorization.scopes)))
}

/** POST /2/oauth2/revoke: either token of a pair ends both. */
export function revokeToken({ world, credentials }: TokenContext, request: TokenRequest): ApiReply {
  if (!isClient(credentials, request))
    return refused("unauthorized_client", "Missing valid authorization header", 401)
  const token = request.fields.token
  if (!token) return missing("token")
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
