import http from "node:http"
import https from "node:https"
import { rootCertificates } from "node:tls"
import { type ITwitterApiClientPlugin } from "twitter-api-v2"
import { parseApiUrl } from "../api-url.ts"

const X_HOSTS = /^https:\/\/(?:api|upload)\.(?:x|twitter)\.com(?=\/)/

/**
 * The server that speaks X API v2. twitter-api-v2 sends JSON only when the path begins with /2/ at the root.
 * @throws Error when the address cannot be one, before anything is sent
 */
export const parseXApiUrl = (apiUrl: string): URL =>
  parseApiUrl(apiUrl, { api: "X API", usual: "https://api.x.com", added: "/2/" })

/**
 * What carries requests to `base`: the library speaks the protocol of its agent. No connection is kept for the next
 * call: one that X closes meanwhile would turn a request that never left into one whose fate is unknown.
 * @param ca PEM of an authority to trust besides the usual ones
 */
export const agentFor = (base: URL, ca?: string): http.Agent =>
  base.protocol === "http:" ? new http.Agent() : new https.Agent(ca ? { ca: [...rootCertificates, ca] } : {})

/**
 * Sends everything the library would send to X to `base` instead: calls, streams, uploads and tokens alike,
 * whose hosts are written into it. A request that would still leave for another host is refused.
 */
export function redirectTo(base: URL, timeoutMs: number): ITwitterApiClientPlugin {
  const rewrite = (params: { url: string }) => {
    params.url = params.url.replace(X_HOSTS, base.origin)
    if (!URL.canParse(params.url) || new URL(params.url).origin !== base.origin)
      throw new Error(`A request for another host than ${base.origin} was stopped.`)
  }
  return {
    onBeforeRequestConfig: ({ params }) => {
      rewrite(params)
      // The library waits for ever on its own.
      params.timeout ??= timeoutMs
    },
    onBeforeStreamRequestConfig: ({ params }) => rewrite(params),
  }
}
