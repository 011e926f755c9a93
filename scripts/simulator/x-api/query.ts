import { oldExpansionName, oldFieldName, speaksOfPosts } from "./fields.ts"
import { type Invalid } from "./reply.ts"

const ID = /^[0-9]{1,19}$/

/**
 * The parameters of one request. Readers return a usable value and note what is wrong in `errors`: X reports
 * every wrong parameter of a request at once, in these words.
 */
export class Query {
  readonly errors: Invalid[] = []
  readonly speaksOfPosts: boolean
  private readonly values = new Map<string, string>()

  constructor(pairs: [string, string][]) {
    this.speaksOfPosts = speaksOfPosts(pairs)
    for (const [name, value] of pairs) this.values.set(name === "post.fields" ? "tweet.fields" : name, value)
  }

  /** Notes every parameter the endpoint does not know. */
  allow(names: readonly string[]): void {
    for (const [name, value] of this.values)
      if (!names.includes(name))
        this.note(name, value, `The query parameter [${name}] is not one of [${names.join(",")}]`)
  }

  text(name: string): string | undefined {
    return this.values.get(name)
  }

  integer(name: string, least: number, most: number, otherwise: number): number {
    const value = this.values.get(name)
    if (value === undefined) return otherwise
    const number = Number(value)
    if (/^\d+$/.test(value) && number >= least && number <= most) return number
    this.note(
      name,
      value,
      `The \`${name}\` query parameter value [${value}] is not between ${least} and ${most}`,
    )
    return otherwise
  }

  id(name: string): bigint | undefined {
    const value = this.values.get(name)
    if (value === undefined) return undefined
    if (ID.test(value)) return BigInt(value)
    this.note(name, value, `The \`${name}\` query parameter value [${value}] is not valid`)
    return undefined
  }

  /** An ISO 8601 instant as milliseconds. */
  instant(name: string): number | undefined {
    const value = this.values.get(name)
    if (value === undefined) return undefined
    const time = Date.parse(value)
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) && !Number.isNaN(time)) return time
    this.note(
      name,
      value,
      `The \`${name}\` query parameter value [${value}] is not a valid RFC3339 timestamp. Expected format is YYYY-MM-DDTHH:mm:ssZ`,
    )
    return undefined
  }

  /** A comma-joined list of names, each known to X, in the older style. */
  list(name: string, known: readonly string[]): Set<string> {
    const older = name === "expansions" ? oldExpansionName : oldFieldName
    const asked = (this.values.get(name) ?? "").split(",").filter(Boolean)
    for (const value of asked)
      if (!known.includes(older(value)))
        this.note(
          name,
          value,
          `The \`${name}\` query parameter value [${value}] is not one of [${known.join(",")}]`,
        )
    return new Set(asked.map(older))
  }

  note(parameter: string, value: string, message: string): void {
    this.errors.push({ parameter, value, message })
  }
}

/** A path parameter that must be an id; notes it otherwise. */
export function checkId(query: Query, name: string, value: string): void {
  if (!ID.test(value))
    query.note(name, value, `The \`${name}\` query parameter value [${value}] does not match ^[0-9]{1,19}$`)
}
