import { type Rule, toLinear } from "./counts.ts"
import { type LinearModel } from "./linear-model.ts"
import { createLexicon, type Lexicon } from "./text/lexicon.ts"
import { RULE, type Trained } from "./trained.ts"

/** Counts made ready to score. */
export type Compiled = { departments: LinearModel; sentiment: LinearModel; lexicon: Lexicon }

export function compile(trained: Trained, rule: Rule = RULE): Compiled {
  return {
    departments: toLinear(trained.departments, rule),
    sentiment: toLinear(trained.sentiment, rule),
    lexicon: createLexicon(trained.words),
  }
}
