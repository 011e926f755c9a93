import { createHmac } from "node:crypto"
import http, { type IncomingHttpHeaders } from "node:http"
import https from "node:https"
import { rootCertificates } from "node:tls"
import library from "facebook-nodejs-business-sdk"
import { parseApiUrl } from "../api-url.ts"
import { CallError, unreadable } from "./call-failure.ts"
import { errorOf } from "./graph-error.ts"
import { type GraphFile, sendFile } from "./send-file.ts"
import { watchCall } from "./watch-call.ts"

export type GraphClientOptions = {
  apiUrl: string
  pageToken: string
  appSecret: string
  timeoutMs: number
  /** PEM of an authority to trust besides the usual ones, for a server with a certificate of its own. */
  ca?: string | undefined
}

export type GraphRequest = {
  method: "GET" | "POST" | "DELETE"
  /** Parts of the path after the version; ids are checked before they get here. */
  path: string[]
  params?: Record<string, unknown>
  /** Sent as a form, past the library: `params` are texts then. */
  file?: GraphFile
}
/** `at`: Facebook's own clock when it answered, else ours. */
export type GraphAnswer = { headers: IncomingHttpHeaders; body: unknown; at: Date }

/**
 * One request to the Graph API, one answer. Never tries twice.
 * @throws CallError
 */
export type GraphCall = (request: GraphRequest, signal: AbortSignal) => Promise<GraphAnswer>

/**
 * Meta's client, sent to `apiUrl`. Of the library only `call` is used: its cursors follow the address of the next page
 * word for word (the token is in it, the proof is not), and its objects lose what does not fit them.
 */
class GraphApi extends library.FacebookAdsApi {
  readonly #origin: string
  readonly #proof: string
  readonly #token: string

  constructor({ apiUrl, pageToken, appSecret }: GraphClientOptions) {
    // The third argument keeps out the crash reporter, which sends every uncaught error of the process to Facebook.
    super(pageToken, "en_US", false)
    this.#origin = parseApiUrl(apiUrl, {
      api: "Graph API",
      usual: "https://graph.facebook.com",
      added: "the version of the API",
    }).origin
    this.#token = pageToken
    this.#proof = createHmac("sha256", appSecret).update(pageToken).digest("hex")
  }

  /** Where and with what a file is sent, which the library cannot. */
  form({ path, params }: GraphRequest): { url: URL; fields: Record<string, string> } {
    const url = new URL([library.FacebookAdsApi.VERSION, ...path].join("/"), this.#origin)
    const texts: [string, string][] = Object.entries(params ?? {}).map(([name, value]) => [
      name,
      String(value),
    ])
    const proof = { access_token: this.#token, appsecret_proof: this.#proof }
    return { url, fields: { ...Object.fromEntries(texts), ...proof } }
  }

  send({ method, path, params }: GraphRequest): Promise<unknown> {
    // A fresh object each time: the library writes the token into the one it is given.
    const proven = { ...params, appsecret_proof: this.#proof }
    return this.call<unknown>(method, path, proven, {}, false, this.#origin)
  }
}

/**
 * @param now our clock, for answers that do not tell Facebook's
 * @throws Error when `apiUrl` cannot be the address of such a server
 */
export function createGraphCall(options: GraphClientOptions, now: () => Date): GraphCall {
  const { timeoutMs, ca } = options
  const api = new GraphApi(options)
  // No connection is kept for the next call: one that Facebook closes meanwhile would turn a request that never
  // left into one whose fate is unknown.
  const httpsAgent = new https.Agent(ca ? { ca: [...rootCertificates, ca] } : {})
  const agents = { httpAgent: new http.Agent(), httpsAgent }

  return async (request, signal) => {
    const { file } = request
    const answer = file
      ? await sendFile({ ...api.form(request), file, signal, timeoutMs, agents })
      : await watchCall(() => api.send(request), { signal, timeoutMs, agents })
    const { status, headers, body } = answer
    if (status >= 400 || errorOf(body)) throw new CallError({ kind: "refused", status, headers, body })
    if (status >= 300) throw unreadable(`a redirection (${status}) instead of an answer`)
    if (typeof body !== "object" || body === null) throw unreadable("the answer is not JSON, or was cut")
    const date = new Date(headers.date ?? "")
    return { headers, body, at: Number.isNaN(date.getTime()) ? now() : date }
  }
}
