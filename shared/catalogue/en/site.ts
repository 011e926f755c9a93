import type { site as reference } from "../fr/site.ts"
import type { SameKeys } from "../same-keys.ts"

/** The public site's words, in English. */
export const site: SameKeys<typeof reference> = {
  name: "Parvis",
}
