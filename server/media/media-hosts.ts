import type { Network } from "../../shared/network.ts"

/** Where pictures may be fetched from, and which addresses the name may have. */
export type MediaPlace = { url: URL; addresses: "public" | "loopback" }

/** The addresses of the networks' APIs as configured: a redirected one hosts pictures itself. */
export type ApiUrls = Partial<Record<Network, string>>

/** Where each network keeps the pictures of messages. X's ton.twitter.com is left out: it wants the user's keys. */
const HOSTS: Partial<Record<Network, RegExp>> = {
  x: /^(pbs|video)\.twimg\.com$/,
  facebook: /^([\w-]+\.)+(fbcdn\.net|fbsbx\.com)$/,
}
const LOOPBACK_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * The address, when a network's pictures may be fetched from there: over https from the network's own hosts, or from
 * the very origin that its API is configured to be at, which may be this machine (the simulator). Else null.
 */
export function mediaPlaceOf(network: Network, address: string, apis: ApiUrls): MediaPlace | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username !== "" || url.password !== "") return null
  const api = apis[network]
  if (api !== undefined && new URL(api).origin === url.origin) {
    if (LOOPBACK_NAME.test(url.hostname)) return { url, addresses: "loopback" }
    return url.protocol === "https:" ? { url, addresses: "public" } : null
  }
  const isTheirs = url.protocol === "https:" && url.port === "" && HOSTS[network]?.test(url.hostname)
  return isTheirs ? { url, addresses: "public" } : null
}
