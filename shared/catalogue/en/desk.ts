import type { desk as reference } from "../fr/desk.ts"
import type { SameKeys } from "../same-keys.ts"

/** The desk's words, in English. */
export const desk: SameKeys<typeof reference> = {
  app: { name: "Parvis" },
}
