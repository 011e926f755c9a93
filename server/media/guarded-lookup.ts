import { type LookupAddress, type LookupOptions } from "node:dns"
import { isIP, type LookupFunction } from "node:net"
import { type MediaPlace } from "./media-hosts.ts"
import { PictureError } from "./picture.ts"
import { isLoopbackAddress, isPublicAddress } from "./public-address.ts"

/** Every address of a name. */
export type Resolve = (name: string) => Promise<LookupAddress[]>

/**
 * A lookup for one request: what was checked is what is connected to, as nothing asks for the name again. One address
 * that is not allowed refuses the name, since an honest one has none.
 */
export function guardedLookup(place: MediaPlace, resolve: Resolve): LookupFunction {
  return (name: string, options: LookupOptions, answer) => {
    resolve(name).then(
      (found) => {
        const [first] = found
        if (!first || found.some(({ address }) => !isAllowed(place, address)))
          return answer(refusal(name), "", 0)
        if (options.all) answer(null, found)
        else answer(null, first.address, first.family)
      },
      (error: unknown) => answer(error instanceof Error ? error : new Error(String(error)), "", 0),
    )
  }
}

/**
 * Refuses a place that is named by an address which is not allowed: no name is looked up for it. `new URL` has
 * already turned decimal, octal and shortened addresses into plain ones.
 * @throws PictureError not_allowed
 */
export function refuseBareAddress(place: MediaPlace): void {
  const bare = place.url.hostname.replace(/^\[|\]$/g, "")
  if (isIP(bare) !== 0 && !isAllowed(place, bare)) throw refusal(bare)
}

const isAllowed = ({ addresses }: MediaPlace, address: string): boolean =>
  addresses === "loopback" ? isLoopbackAddress(address) : isPublicAddress(address)

const refusal = (name: string) => new PictureError("not_allowed", `${name} is not on the public network`)
