import { createHmac, timingSafeEqual } from "node:crypto"

const TOLERANCE_SECONDS = 300
const MAX_NONCES = 20_000

export type SignedRequest = {
  method: string
  /** Where the client believes it calls: scheme, host and path, no query. */
  address: string
  query: [string, string][]
  /** Only of a form body: JSON is not part of the signature. */
  form: [string, string][]
}

/** RFC 5849, 3.6: everything but letters, digits and `-._~`. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!*'()]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** `OAuth a="b",c="d"` as pairs; null for any other scheme. */
export function parseOAuthHeader(header: string): Map<string, string> | null {
  if (!/^OAuth\s/i.test(header)) return null
  const pairs = [...header.slice(6).matchAll(/([\w]+)="([^"]*)"/g)]
  return new Map(pairs.map(([, name, value]) => [name!, decodeURIComponent(value!)]))
}

/** HMAC-SHA1 over method, address and sorted parameters (RFC 5849, 3.4). */
export function oauthSignature(
  request: SignedRequest,
  oauth: Map<string, string>,
  secrets: { consumer: string; token: string },
): string {
  const own = [...oauth].filter(([name]) => name !== "oauth_signature" && name !== "realm")
  const parameters = [...own, ...request.query, ...request.form]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join("&")
  const base = [request.method.toUpperCase(), request.address, parameters].map(encode).join("&")
  return createHmac("sha1", `${encode(secrets.consumer)}&${encode(secrets.token)}`)
    .update(base)
    .digest("base64")
}

/** Refuses old timestamps and a nonce seen before, as X does. */
export function createReplayGuard() {
  const seen = new Set<string>()
  return (oauth: Map<string, string>, nowSeconds: number): boolean => {
    const [nonce, stamp] = [oauth.get("oauth_nonce"), Number(oauth.get("oauth_timestamp"))]
    if (!nonce || !Number.isFinite(stamp) || Math.abs(nowSeconds - stamp) > TOLERANCE_SECONDS) return false
    const key = `${stamp} ${nonce}`
    if (seen.has(key)) return false
    if (seen.size >= MAX_NONCES) seen.clear()
    seen.add(key)
    return true
  }
}

/** Compares in constant time. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
