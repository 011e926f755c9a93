import { CommandError } from "../errors.ts"
import { compileRegex } from "../query/regex.ts"
import { Rank, rankOf, regexOf, textOf, type Document } from "../values/rank.ts"
import { isNullish, named, typeName, type Operators } from "./define.ts"

/** Operators that search or replace in a string. */
export const regexOperators: Operators = {
  $regexMatch: regexOperator((regex, text) => regex.test(text), false),
  $regexFind: regexOperator((regex, text) => {
    const found = new RegExp(regex.source, regex.flags).exec(text)
    return found && describe(found)
  }, null),
  $regexFindAll: regexOperator(
    (regex, text) => Array.from(text.matchAll(new RegExp(regex.source, regex.flags + "g")), describe),
    [],
  ),
  $replaceOne: replacing((text, find, replacement) => {
    const at = text.indexOf(find)
    return at === -1 ? text : text.slice(0, at) + replacement + text.slice(at + find.length)
  }),
  $replaceAll: replacing((text, find, replacement) => text.replaceAll(find, () => replacement)),
}

/** Positions are counted in code points. */
function describe(match: RegExpExecArray): Document {
  const idx = Array.from(match.input.slice(0, match.index)).length
  return {
    match: match[0],
    idx,
    captures: match.slice(1).map((part) => (part as string | undefined) ?? null),
  }
}

function regexOperator(
  compute: (regex: RegExp, text: string) => unknown,
  nothing: unknown,
): Operators[string] {
  return named(["input", "regex"], ["options"], ({ input, regex, options }, name) => {
    if (isNullish(input) || isNullish(regex)) return nothing
    if (rankOf(input) !== Rank.string)
      throw new CommandError(51104, `${name} needs 'input' to be of type string`)
    return compute(compileRegex(patternOf(regex, options, name)), textOf(input))
  })
}

function patternOf(regex: unknown, options: unknown, name: string): { pattern: string; options: string } {
  const flags = isNullish(options) ? "" : options
  if (typeof flags !== "string") throw new CommandError(51106, `${name} needs 'options' to be of type string`)
  const rank = rankOf(regex)
  if (rank === Rank.string) return { pattern: textOf(regex), options: flags }
  if (rank !== Rank.regex)
    throw new CommandError(51105, `${name} needs 'regex' to be of type string or regex`)
  const given = regexOf(regex)
  if (given.options && flags)
    throw new CommandError(
      51107,
      `${name}: found regex option(s) specified in both 'regex' and 'option' fields`,
    )
  return { pattern: given.pattern, options: given.options + flags }
}

function replacing(compute: (text: string, find: string, replacement: string) => string): Operators[string] {
  return named(["input", "find", "replacement"], [], ({ input, find, replacement }, name) => {
    const codes = [51746, 51745, 51744]
    const texts = [input, find, replacement].map((value, at) => {
      if (isNullish(value)) return null
      if (rankOf(value) !== Rank.string)
        throw new CommandError(codes[at] as number, `${name} requires a string, found: ${typeName(value)}`)
      return textOf(value)
    })
    const [text, from, to] = texts
    return typeof text === "string" && typeof from === "string" && typeof to === "string"
      ? compute(text, from, to)
      : null
  })
}
