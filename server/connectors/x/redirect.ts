import { type ITwitterApiClientPlugin } from "twitter-api-v2"

const X_HOSTS = /^https:\/\/(?:api|upload)\.(?:x|twitter)\.com(?=\/)/

/**
 * The server that speaks X API v2.
 * @throws Error when the address cannot be one, before anything is sent
 */
export function parseApiUrl(apiUrl: string): URL {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : null
  const wrong = (why: string) => new Error(`The address of the X API ${why}.`)
  if (!url) throw wrong(`is not a web address: "${apiUrl}" (expected for example https://api.x.com)`)
  if (url.username || url.password) throw wrong("must not hold a user name or a password")
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw wrong(`must begin with https:// or http://: "${apiUrl}"`)
  // twitter-api-v2 sends JSON only when the path begins with /2/ at the root.
  if (url.pathname !== "/" || url.search || url.hash)
    throw wrong(`must stop after the host, because /2/ is added to it: "${apiUrl}"`)
  return url
}

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
