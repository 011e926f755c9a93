import { CommandError } from "../errors.ts"
import { compileSort } from "../query/sort.ts"
import { type Document } from "../values/bson-value.ts"
import { type Found } from "./found.ts"

/** What a blocking sort may hold. MongoDB's default is 100 MB. */
const maxSortBytes = 100 * 1024 * 1024

type Source = { next(): Found | undefined; pause(): void }

/** Everything, sorted in memory; with a limit only the first are kept. */
export class Sorted {
  readonly #source: Source
  readonly #order: (a: Document, b: Document) => number
  readonly #keep: number
  #sorted: Found[] | undefined
  #at = 0

  constructor(source: Source, sort: Document, keep: number) {
    this.#source = source
    this.#order = compileSort(sort)
    this.#keep = keep
  }

  next(): Found | undefined {
    this.#sorted ??= this.#collect()
    return this.#sorted[this.#at++]
  }

  #collect(): Found[] {
    let kept: Found[] = []
    let bytes = 0
    for (let found = this.#source.next(); found; found = this.#source.next()) {
      kept.push(found)
      bytes += found.raw.length
      if (kept.length < this.#keep * 2 + 200 && bytes <= maxSortBytes) continue
      kept = this.#sort(kept)
      bytes = kept.reduce((total, { raw }) => total + raw.length, 0)
      if (bytes > maxSortBytes)
        throw new CommandError(
          "QueryExceededMemoryLimitNoDiskUseAllowed",
          `Sort exceeded memory limit of ${maxSortBytes} bytes; this server does not sort on disk`,
        )
    }
    return this.#sort(kept)
  }

  #sort(found: Found[]): Found[] {
    const order = this.#order
    found.sort((a, b) => order(a.document, b.document))
    return found.slice(0, this.#keep)
  }

  pause(): void {
    if (!this.#sorted) this.#source.pause()
  }
}
