import { glossary, type Term } from "./glossary.ts"
import { moods, type Turn } from "./moods.ts"

/** What is taught beside whole messages. */
export type Vocabulary = { terms: readonly Term[]; turns: readonly Turn[] }

export const vocabulary: Vocabulary = { terms: glossary, turns: moods }
export const NO_VOCABULARY: Vocabulary = { terms: [], turns: [] }
