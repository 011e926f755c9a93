import { badParameter } from "./refusal.ts"

/** The arguments of a call, wherever they came from: the query, a form, a JSON body, a multipart one. */
export class Params {
  private readonly values: Map<string, unknown>

  constructor(...sources: Iterable<readonly [string, unknown]>[]) {
    this.values = new Map(sources.flatMap((source) => [...source]))
  }

  /** A value as text; numbers and booleans of a JSON body are written out. */
  text(name: string): string | undefined {
    const value = this.values.get(name)
    if (value === undefined || value === null) return undefined
    return typeof value === "string" ? value : JSON.stringify(value)
  }

  /** A value that is an object or a list: JSON in a query or a form, itself in a JSON body. */
  json(name: string): unknown {
    const value = this.values.get(name)
    if (typeof value !== "string") return value
    try {
      return JSON.parse(value) as unknown
    } catch {
      throw badParameter(`Param ${name} must be valid JSON`)
    }
  }

  flag(name: string): boolean | undefined {
    const text = this.text(name)?.toLowerCase()
    if (text === undefined) return undefined
    if (["true", "1"].includes(text)) return true
    if (["false", "0"].includes(text)) return false
    throw badParameter(`Param ${name} must be a boolean`)
  }

  integer(name: string): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    if (/^\d{1,12}$/.test(text)) return Number(text)
    throw badParameter(`Param ${name} must be an integer`)
  }

  /** Bytes of a multipart field. */
  bytes(name: string): Buffer | undefined {
    const value = this.values.get(name)
    return Buffer.isBuffer(value) ? value : undefined
  }

  /** The same arguments in a query, for the links of a page; secrets but the token are left out. */
  toQuery(): URLSearchParams {
    const query = new URLSearchParams()
    for (const [name] of this.values) if (name !== "appsecret_proof") query.set(name, this.text(name) ?? "")
    return query
  }
}
