import { createHash } from "node:crypto"
import { type LabelledText } from "./labelled-text.ts"
import { type Vocabulary } from "./training/vocabulary.ts"

/** Names a training text: a model or a figure that comes of another one is stale, and a test says so. */
export function fingerprint(rows: readonly LabelledText[], vocabulary: Vocabulary): string {
  return createHash("sha256")
    .update(JSON.stringify([rows, vocabulary]))
    .digest("hex")
    .slice(0, 16)
}
