import { TwitterApi } from "twitter-api-v2"
import { z } from "zod"
import type { ConsentAnswer, Credentials } from "../access.ts"
import { ConnectorError } from "../connector.ts"
import { failureOf, parseBody } from "./call-failure.ts"
import { errorWords } from "./problem.ts"
import { agentFor, parseXApiUrl, redirectTo } from "./redirect.ts"
import { refusalOf } from "./refusals.ts"

/** What Parvis does on X, and `offline.access`: without it the consent ends after two hours. */
export const X_SCOPES = [
  "tweet.read",
  "tweet.write",
  "tweet.moderate.write",
  "users.read",
  "dm.read",
  "dm.write",
  "media.write",
  "offline.access",
]

/** X's own page of consent, which is not on the API's host. */
const CONSENT_PAGE = "https://x.com/i/oauth2/authorize"
const X_API = "https://api.x.com"

/** The city's application on X (developer portal, "User authentication settings"). */
export type XApp = { clientId: string; clientSecret: string | null }

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.number().positive(),
  scope: z.string().nullish(),
})

export type XOAuthOptions = {
  apiUrl: string
  app: XApp
  timeoutMs?: number
  now?: () => Date
}

/**
 * OAuth 2 with PKCE as X does it (docs.x.com, "OAuth 2.0 Authorization Code Flow with PKCE"), through the official
 * library.
 * @throws Error when `apiUrl` cannot be the address of such a server
 */
export function createXOAuth({ apiUrl, app, timeoutMs = 15_000, now = () => new Date() }: XOAuthOptions) {
  const base = parseXApiUrl(apiUrl)
  const client = () =>
    new TwitterApi(
      { clientId: app.clientId, ...(app.clientSecret && { clientSecret: app.clientSecret }) },
      {
        httpAgent: agentFor(base),
        plugins: [redirectTo(base, timeoutMs)],
        compression: "identity",
      },
    )

  /** What was sent is a question about tokens, never a message: whatever fails may be asked again. */
  const refused = (error: unknown): ConnectorError => {
    const failure = failureOf(error, true)
    // The library reads the answer itself, and breaks on one that is not X's.
    if (failure.kind !== "refused" || failure.status >= 500 || failure.status === 429) {
      const { reason, retryAt } = refusalOf(failure, "read", now())
      return new ConnectorError("retry", reason, {
        detail: failure.kind === "lost" ? "no answer about the access token" : "",
        ...(retryAt && { retryAt }),
      })
    }
    return new ConnectorError("retry", "token_rejected", {
      detail: errorWords(parseBody(failure.body)) || `HTTP ${failure.status}`,
    })
  }

  const ask = async (question: Record<string, string>): Promise<Credentials> => {
    const answer = await client()
      .v2.post<unknown>("oauth2/token", question, { forceBodyMode: "url", fullResponse: true })
      .catch((error: unknown) => {
        throw refused(error)
      })
    const token = TokenAnswer.safeParse(parseBody(answer.data)).data
    if (!token)
      throw new ConnectorError("retry", "unreadable_answer", { detail: "the answer is not a token" })
    return {
      accessToken: token.access_token,
      refreshToken: token.refresh_token ?? null,
      expiresAt: new Date(now().getTime() + token.expires_in * 1000),
      scopes: token.scope?.split(" ") ?? [],
    }
  }
  /** A public client has no secret, and names itself in the body. */
  const self: Record<string, string> = app.clientSecret ? {} : { client_id: app.clientId }

  return {
    begin: (redirectUri: string) => {
      const link = client().generateOAuth2AuthLink(redirectUri, { scope: X_SCOPES })
      // A stand-in for X shows the page of consent itself.
      const page = base.origin === X_API ? CONSENT_PAGE : `${base.origin}/i/oauth2/authorize`
      const { state, codeVerifier } = link
      return { url: `${page}${new URL(link.url).search}`, state, codeVerifier }
    },
    finish: ({ code, codeVerifier, redirectUri }: ConsentAnswer) =>
      ask({
        ...self,
        grant_type: "authorization_code",
        code,
        code_verifier: codeVerifier,
        redirect_uri: redirectUri,
      }),
    renew: ({ refreshToken }: Credentials): Promise<Credentials> => {
      if (refreshToken === null)
        return Promise.reject(
          new ConnectorError("retry", "token_rejected", { detail: "the access cannot be renewed" }),
        )
      return ask({ ...self, grant_type: "refresh_token", refresh_token: refreshToken })
    },
    revoke: async ({ accessToken }: Credentials): Promise<void> => {
      await client()
        .v2.post("oauth2/revoke", { ...self, token: accessToken }, { forceBodyMode: "url" })
        .catch(() => undefined)
    },
  }
}
