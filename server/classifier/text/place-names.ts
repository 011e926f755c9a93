import { type Token } from "./tokens.ts"

/** After these a name follows, whatever its case: « rue de l'école ». */
const STREETS = new Set("rue avenue boulevard impasse quai venelle faubourg ruelle".split(" "))
/** These also are common words (« place de parking »), so only a capital makes what follows a name. */
const MAYBE_STREETS = new Set(
  "place square allee chemin cours passage route rond pont residence cite quartier villa promenade esplanade".split(
    " ",
  ),
)
const CONNECTORS = new Set(
  "de du des d la le les l au aux a en sur saint sainte st ste general gal docteur dr".split(" "),
)
const LONGEST_NAME = 5

/** Turns the name after « rue », « place »… into a place: « rue des Écoles » is not about schools. */
export function maskPlaceNames(tokens: Token[]): Token[] {
  const shouting = isShouting(tokens)
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "word") continue
    if (STREETS.has(token.form)) maskName(tokens, index + 1, shouting, true)
    else if (MAYBE_STREETS.has(token.form)) maskName(tokens, index + 1, shouting, false)
  }
  return tokens
}

/** In a text all in capitals a capital says nothing. */
function isShouting(tokens: Token[]): boolean {
  const words = tokens.filter(({ kind, form }) => kind === "word" && form.length > 1)
  return words.length > 2 && words.filter(({ shouted }) => shouted).length > words.length / 2
}

function maskName(tokens: Token[], from: number, shouting: boolean, anyCase: boolean) {
  let at = from
  let last = -1
  let linked = false
  while (at < Math.min(tokens.length, from + LONGEST_NAME)) {
    const token = tokens[at]
    if (token?.kind !== "word" || !touches(tokens[at - 1], token)) break
    if (CONNECTORS.has(token.form)) linked = true
    else {
      const named = token.capital && !shouting
      // « rue de l'école » names the street; the word after that no longer does.
      if (!named && !(anyCase && linked && last < 0)) break
      last = at
    }
    at++
  }
  for (let index = from; index <= last; index++) {
    const token = tokens[index]
    if (token)
      Object.assign(token, { kind: "place", form: "_place", written: "_place" } satisfies Partial<Token>)
  }
}

/** A name goes on over a space, a hyphen or an apostrophe, not over a comma. */
function touches(before: Token | undefined, token: Token): boolean {
  return before !== undefined && token.start - before.end <= 1
}
