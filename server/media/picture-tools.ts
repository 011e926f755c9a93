import { lookup } from "node:dns/promises"
import { encodePicture } from "./encode-picture.ts"
import { fetchBytes, type FetchRules } from "./fetch-bytes.ts"
import { type ApiUrls, mediaPlaceOf } from "./media-hosts.ts"
import { PictureError, type PictureTools } from "./picture.ts"

/**
 * Fetching and encoding of pictures.
 * @param apis where the networks' APIs are configured to be
 */
export function createPictureTools(
  apis: ApiUrls,
  rules: FetchRules = { resolve: (name) => lookup(name, { all: true, verbatim: true }) },
): PictureTools {
  return {
    fetch: async (network, address, signal) => {
      const place = mediaPlaceOf(network, address, apis)
      if (!place) throw new PictureError("not_allowed", "the address is not one of the network's")
      return encodePicture(await fetchBytes(place, rules, signal), "desk")
    },
    encode: encodePicture,
  }
}
