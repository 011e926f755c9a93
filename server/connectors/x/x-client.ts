import type http from "node:http"
import { type IClientSettings, TwitterApi } from "twitter-api-v2"
import type { CredentialKeeper, Credentials } from "../access.ts"
import { CallError, failureOf, parseBody } from "./call-failure.ts"
import { agentFor, parseXApiUrl, redirectTo } from "./redirect.ts"
import { watchCall } from "./watch-call.ts"

type FixedCredentials =
  | { kind: "oauth2"; accessToken: string }
  | { kind: "oauth1"; apiKey: string; apiSecret: string; accessToken: string; accessSecret: string }

/** `kept`: an account that was connected from the settings page; its tokens change every two hours. */
export type XCredentials = FixedCredentials | { kind: "kept"; keeper: CredentialKeeper; used: Set<string> }

/** `used` remembers the tokens of this process, so that none is ever told. */
export const keptBy = (keeper: CredentialKeeper): XCredentials => ({ kind: "kept", keeper, used: new Set() })

export type XClientOptions = {
  apiUrl: string
  credentials: XCredentials
  timeoutMs: number
  /** PEM of an authority to trust besides the usual ones, for a server with a certificate of its own. */
  ca?: string | undefined
}

export type XQuery = Record<string, string | number | undefined>
type XRequest =
  | { method: "GET"; path: string; query?: XQuery }
  | { method: "POST" | "PUT"; path: string; body: Record<string, unknown> }
  /** As `multipart/form-data`. */
  | { method: "POST"; path: string; form: Record<string, string | Buffer> }
  | { method: "DELETE"; path: string }
export type XAnswer = { status: number; headers: http.IncomingHttpHeaders; body: unknown }

/**
 * One request to X API v2, one answer. Never tries twice.
 * @throws CallError
 */
export type XCall = (request: XRequest, signal: AbortSignal) => Promise<XAnswer>

/**
 * The official client, pointed at `apiUrl`.
 * @throws Error when `apiUrl` cannot be the address of such a server
 */
export function createXCall({ apiUrl, credentials, timeoutMs, ca }: XClientOptions): XCall {
  const base = parseXApiUrl(apiUrl)
  const httpAgent = agentFor(base, ca)

  const once = async (
    current: FixedCredentials,
    request: XRequest,
    signal: AbortSignal,
  ): Promise<XAnswer> => {
    if (signal.aborted) throw new CallError({ kind: "stopped", written: false })
    const watch = watchCall(signal, timeoutMs)
    const client = clientOf(current, {
      httpAgent,
      plugins: [redirectTo(base, timeoutMs), watch.plugin],
      // Nobody listens to errors of the library's decompressors: one bad byte would end the process.
      compression: "identity",
    })
    try {
      const sent = await send(client, request)
      watch.throwIfStopped()
      return readAnswer({ status: watch.status(), headers: sent.headers, body: parseBody(sent.data) })
    } catch (error) {
      if (error instanceof CallError) throw error
      watch.throwIfStopped()
      throw new CallError(failureOf(error, watch.written()), withoutSecrets(error, credentials))
    } finally {
      watch.end()
    }
  }

  return async (request, signal) => {
    if (credentials.kind !== "kept") return once(credentials, request, signal)
    const { keeper, used } = credentials
    const by = ({ accessToken }: Credentials) => {
      used.add(accessToken)
      return once({ kind: "oauth2", accessToken }, request, signal)
    }
    const first = await keeper.current()
    try {
      return await by(first)
    } catch (error) {
      // A refused token took nothing, whatever was asked: with another one it may be asked again.
      if (!isUnauthorized(error)) throw error
      return by(await keeper.renew(first.accessToken))
    }
  }
}

const isUnauthorized = (error: unknown): boolean =>
  error instanceof CallError && error.failure.kind === "refused" && error.failure.status === 401

type Sent = { data: unknown; headers: http.IncomingHttpHeaders }

function send({ v2 }: TwitterApi, request: XRequest): Promise<Sent> {
  // As text: the library would trust the content type, and lose the status of an answer that is cut.
  const how = { fullResponse: true, forceParseMode: "text", enableRateLimitSave: false } as const
  switch (request.method) {
    case "GET":
      return v2.get<unknown>(request.path, request.query, how)
    case "POST":
      return "form" in request
        ? v2.post<unknown>(request.path, request.form, { ...how, forceBodyMode: "form-data" })
        : v2.post<unknown>(request.path, request.body, how)
    case "PUT":
      return v2.put<unknown>(request.path, request.body, how)
    case "DELETE":
      return v2.delete<unknown>(request.path, undefined, how)
  }
}

/** X answers every success with a JSON object, or says that there is none: anything else comes from something that is not X. */
function readAnswer(answer: XAnswer): XAnswer {
  if (answer.status >= 300) throw unreadable(answer, `a redirection (${answer.status}) instead of an answer`)
  // Appending to an upload is answered without words.
  if (answer.status === 204) return answer
  if (typeof answer.body === "string") throw unreadable(answer, "the answer is not JSON, or was cut")
  return answer
}

/** For an answer that came whole and is not what X promises. */
export const unreadable = ({ status }: XAnswer, problem: string): CallError =>
  new CallError({ kind: "unreadable", status, problem })

function clientOf(credentials: FixedCredentials, settings: Partial<IClientSettings>): TwitterApi {
  if (credentials.kind === "oauth2") return new TwitterApi(credentials.accessToken, settings)
  const { apiKey, apiSecret, accessToken, accessSecret } = credentials
  return new TwitterApi({ appKey: apiKey, appSecret: apiSecret, accessToken, accessSecret }, settings)
}

/** The library's errors carry the request, and so its Authorization header: only their words are kept. */
function withoutSecrets(error: unknown, credentials: XCredentials): Error {
  const original = error instanceof Error ? error : new Error(String(error))
  const copy = new Error(redact(original.message, credentials))
  copy.name = original.name
  copy.stack = redact(original.stack ?? "", credentials)
  return copy
}

/** The text with every credential of the account taken out: a server may echo what it was sent. */
export function redact(text: string, credentials: XCredentials): string {
  return secretsOf(credentials).reduce(
    (rest, secret) => (secret ? rest.replaceAll(secret, "[secret]") : rest),
    text,
  )
}

function secretsOf(credentials: XCredentials): string[] {
  if (credentials.kind === "kept") return [...credentials.used]
  const { kind: _, ...secrets } = credentials
  return Object.values(secrets)
}
