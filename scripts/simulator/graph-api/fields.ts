import { GraphRefusal } from "./refusal.ts"

/** One field that is asked for: `comments.limit(5).order(chronological){id,from}`. */
export type Field = { name: string; args: [string, string][]; fields: Field[] | null }

const syntaxError = (near: string): GraphRefusal =>
  new GraphRefusal(
    2500,
    `Syntax error "Expected end of string instead of "${near.slice(0, 1)}"." at character 1: ${near}`,
  )

/**
 * Reads `fields`.
 * @throws GraphRefusal 2500, as Graph does for what it cannot parse
 */
export function parseFields(text: string): Field[] {
  let rest = text.replace(/\s+/g, "")
  const take = (pattern: RegExp): string | null => {
    const found = pattern.exec(rest)?.[0]
    if (found === undefined) return null
    rest = rest.slice(found.length)
    return found
  }
  const list = (): Field[] => {
    const fields = [one()]
    while (take(/^,/) !== null) fields.push(one())
    return fields
  }
  const one = (): Field => {
    const name = take(/^[a-z_0-9]+/i)
    if (name === null) throw syntaxError(rest)
    const args: [string, string][] = []
    for (let dot = take(/^\.[a-z_]+\(/); dot !== null; dot = take(/^\.[a-z_]+\(/)) {
      args.push([dot.slice(1, -1), take(/^[^)]*/) ?? ""])
      if (take(/^\)/) === null) throw syntaxError(rest)
    }
    let fields: Field[] | null = null
    if (take(/^\{/) !== null) {
      fields = list()
      if (take(/^\}/) === null) throw syntaxError(rest)
    }
    return { name, args, fields }
  }
  if (rest === "") return []
  const fields = list()
  if (rest !== "") throw syntaxError(rest)
  return fields
}

/** The text that `parseFields` reads back, for the links of a page. */
export const writeFields = (fields: Field[]): string =>
  fields
    .map(
      ({ name, args, fields: inner }) =>
        name +
        args.map(([key, value]) => `.${key}(${value})`).join("") +
        (inner ? `{${writeFields(inner)}}` : ""),
    )
    .join(",")

/** Bare fields by name. */
export const plain = (names: string): Field[] => parseFields(names)
