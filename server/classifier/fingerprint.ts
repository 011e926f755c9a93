import { createHash } from "node:crypto"
import { type LabelledText } from "./labelled-text.ts"
import { type Term } from "./training/glossary.ts"

/** Names a training text: a model or a figure that comes of another one is stale, and a test says so. */
export function fingerprint(rows: readonly LabelledText[], terms: readonly Term[]): string {
  return createHash("sha256")
    .update(JSON.stringify([rows, terms]))
    .digest("hex")
    .slice(0, 16)
}
