import { CommandError } from "../errors.ts"
import { compileSortKeys, parseSort } from "../query/sort.ts"
import { deserializeFields, type Document } from "../values/bson-value.ts"
import { Found, searching, type Step } from "./found.ts"

/** What a blocking sort may hold. MongoDB's default is 100 MB. */
const maxSortBytes = 100 * 1024 * 1024

type Source = { step(): Step; pause(): void }
type Entry = { keys: unknown[]; found: Found }

/** Everything, sorted in memory; with a limit only the first are kept. */
export class Sorted {
  readonly #source: Source
  readonly #fields: ReadonlySet<string>
  readonly #keysOf: (document: Document) => unknown[]
  readonly #order: (a: Entry, b: Entry) => number
  readonly #keep: number
  #kept: Entry[] = []
  #bytes = 0
  #isSorted = false
  #at = 0

  constructor(source: Source, sort: Document, keep: number) {
    const parts = parseSort(sort)
    const { keysOf, compare } = compileSortKeys(parts)
    this.#source = source
    this.#fields = new Set(parts.map(({ path }) => path.split(".")[0] ?? path))
    this.#keysOf = keysOf
    this.#order = (a, b) => compare(a.keys, b.keys)
    this.#keep = keep
  }

  step(): Step {
    if (this.#isSorted) return this.#kept[this.#at++]?.found
    const found = this.#source.step()
    if (found instanceof Found) this.#collect(found)
    else if (found === undefined) {
      this.#cut()
      this.#isSorted = true
    }
    return searching
  }

  /** Keeps a document with its keys, the only fields that are read out of its bytes. */
  #collect(found: Found): void {
    this.#kept.push({ keys: this.#keysOf(deserializeFields(found.raw, this.#fields)), found })
    this.#bytes += found.raw.length
    if (this.#kept.length < this.#keep * 2 + 200 && this.#bytes <= maxSortBytes) return
    this.#cut()
    this.#bytes = this.#kept.reduce((total, { found: { raw } }) => total + raw.length, 0)
    if (this.#bytes > maxSortBytes)
      throw new CommandError(
        "QueryExceededMemoryLimitNoDiskUseAllowed",
        `Sort exceeded memory limit of ${maxSortBytes} bytes; this server does not sort on disk`,
      )
  }

  #cut(): void {
    this.#kept.sort(this.#order)
    this.#kept = this.#kept.slice(0, this.#keep)
  }

  pause(): void {
    if (!this.#isSorted) this.#source.pause()
  }
}
