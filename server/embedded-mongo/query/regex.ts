import { BSONRegExp } from "bson"
import { CommandError } from "../errors.ts"

/**
 * Turns a pattern for PCRE, MongoDB's engine, into one for JavaScript: flags `x` and `s`, `$` before
 * a last newline, `.` that stops at \n only, `\A \z \Z \h \Q..\E`, POSIX classes, inline flags at the start.
 * @throws CommandError 51091 when the pattern is not valid, 51108 when an option is unknown.
 */
export function compileRegex({ pattern, options }: Pick<BSONRegExp, "pattern" | "options">): RegExp {
  const known = cache.get(`${options}/${pattern}`)
  if (known) return known
  const bad = /[^imsxul]/.exec(options)
  if (bad) throw new CommandError(51108, `invalid flag in regex options: ${bad[0]}`)
  const inline = /^\(\?([imsx]+)\)/.exec(pattern)
  const flags = options + (inline?.[1] ?? "")
  const source = translate(inline ? pattern.slice(inline[0].length) : pattern, flags)
  const regex = build(source, (flags.includes("i") ? "i" : "") + (flags.includes("m") ? "m" : ""), pattern)
  if (cache.size >= 1000) cache.clear()
  cache.set(`${options}/${pattern}`, regex)
  return regex
}

/** A regular expression as a value, checked before the class can refuse it in its own words. */
export function bsonRegex(pattern: string, options: string): BSONRegExp {
  if (pattern.includes("\0")) throw badRegex("Regular expression cannot contain an embedded null byte")
  compileRegex({ pattern, options })
  return new BSONRegExp(pattern, options)
}

const cache = new Map<string, RegExp>()

/** Code points as PCRE sees them; patterns with escapes that JavaScript's strict mode refuses do without. */
function build(source: string, flags: string, pattern: string): RegExp {
  try {
    return new RegExp(source, flags + "u")
  } catch {
    try {
      return new RegExp(source, flags)
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : "invalid"
      throw badRegex(`Regular expression is invalid: ${why} in ${pattern}`)
    }
  }
}

const badRegex = (message: string): CommandError => new CommandError(51091, message)

const posixClasses: Record<string, string> = {
  alpha: "a-zA-Z",
  digit: "0-9",
  alnum: "a-zA-Z0-9",
  upper: "A-Z",
  lower: "a-z",
  space: "\\s",
  blank: " \\t",
  punct: "!-\\/:-@\\[-`{-~",
  xdigit: "0-9a-fA-F",
  word: "\\w",
  cntrl: "\\x00-\\x1f\\x7f",
}

const escapes: Record<string, string> = {
  A: "(?<![\\s\\S])",
  z: "(?![\\s\\S])",
  Z: "(?=\\n?(?![\\s\\S]))",
  h: "[ \\t\\u00a0]",
  a: "\\x07",
  e: "\\x1b",
}

function translate(pattern: string, flags: string): string {
  const extended = flags.includes("x")
  let result = ""
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] as string
    if (char === "\\") {
      const next = pattern[++at] ?? ""
      if (next === "Q") {
        const end = pattern.indexOf("\\E", at)
        const quoted = pattern.slice(at + 1, end === -1 ? undefined : end)
        result += quoted.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
        at = end === -1 ? pattern.length : end + 1
      } else if (inClass) result += next === "h" ? " \\t" : "\\" + next
      else result += escapes[next] ?? "\\" + next
    } else if (inClass) {
      const posix = /^\[:(\w+):\]/.exec(pattern.slice(at, at + 12))
      const ranges = posix?.[1] ? posixClasses[posix[1]] : undefined
      if (posix && ranges !== undefined) {
        result += ranges
        at += posix[0].length - 1
        continue
      }
      inClass = char !== "]"
      result += char === "[" ? "\\[" : char
    } else if (char === "[") {
      inClass = true
      result += char
      if (pattern[at + 1] === "^") result += pattern[++at] ?? ""
      // A bracket that comes first is an ordinary character.
      if (pattern[at + 1] === "]") {
        result += "\\]"
        at++
      }
    } else if (extended && /\s/.test(char)) continue
    else if (extended && char === "#") {
      const end = pattern.indexOf("\n", at)
      at = end === -1 ? pattern.length : end
    } else if (char === ".") result += flags.includes("s") ? "[\\s\\S]" : "[^\\n]"
    else if (char === "$" && !flags.includes("m")) result += "(?=\\n?(?![\\s\\S]))"
    else result += char
  }
  return result
}
