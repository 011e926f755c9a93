import { CommandError } from "../errors.ts"
import { Rank, rankOf, textOf } from "../values/rank.ts"
import { isNullish, named, typeName, type Operators } from "./define.ts"

/** The white space `$trim` removes when no characters are given, per MongoDB's documentation. */
const whitespace = new Set(
  "\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a",
)

/** `$trim` and its one-sided forms. */
export function trimOperator(left: boolean, right: boolean): Operators[string] {
  return named(["input"], ["chars"], (values, name) => {
    const { input, chars } = values
    if (isNullish(input) || (Object.hasOwn(values, "chars") && isNullish(chars))) return null
    const points = Array.from(needText(input, 50699, name))
    const set = chars === undefined ? whitespace : new Set(needText(chars, 50700, name))
    let start = 0
    let end = points.length
    while (left && start < end && set.has(points[start] as string)) start++
    while (right && end > start && set.has(points[end - 1] as string)) end--
    return points.slice(start, end).join("")
  })
}

function needText(value: unknown, code: number, name: string): string {
  if (rankOf(value) === Rank.string) return textOf(value)
  throw new CommandError(code, `${name} requires its input to be a string, got ${typeName(value)}`)
}
