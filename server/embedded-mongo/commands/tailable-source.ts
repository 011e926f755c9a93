import { type Waiting } from "../change-streams/waiting.ts"
import { CommandError } from "../errors.ts"
import { Found } from "../planner/found.ts"
import { compileFilter, type FilterOptions } from "../query/filter.ts"
import { type BatchLimits, type BatchResult, type CursorSource } from "../sessions/cursors.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { ridAtEnd, wholeKeyspace } from "../storage/keys.ts"
import { type View } from "../storage/view.ts"
import { type Document } from "../values/bson-value.ts"

/** How long an empty batch is waited for when the client does not say. */
const defaultWaitMs = 1000
const pieceSize = 100

export type TailableOptions = {
  filter: Document
  options: FilterOptions
  show: (found: Found) => Uint8Array
  /** Whether an empty batch waits for documents. */
  awaitsData: boolean
}

/** Follows a capped collection: documents in the order they came, and then those that come. */
export class TailableSource implements CursorSource {
  readonly #view: View
  readonly #collection: CollectionEntry
  readonly #waiting: Waiting
  readonly #options: TailableOptions
  readonly #matches: (document: Document) => boolean
  #after: Buffer | undefined
  #isFirst = true

  constructor(view: View, collection: CollectionEntry, waiting: Waiting, options: TailableOptions) {
    this.#view = view
    this.#collection = collection
    this.#waiting = waiting
    this.#options = options
    this.#matches = compileFilter(options.filter, options.options)
  }

  async read({ documents: limit, bytes, waitMs = defaultWaitMs }: BatchLimits): Promise<BatchResult> {
    const end = Date.now() + (this.#options.awaitsData && !this.#isFirst ? waitMs : 0)
    this.#isFirst = false
    for (;;) {
      this.#checkPosition()
      const documents = this.#next(limit, bytes)
      const left = end - Date.now()
      if (documents.length > 0 || left <= 0 || this.#waiting.isClosed) return { documents, isDone: false }
      await this.#waiting.forChange(left)
    }
  }

  /** @throws CommandError 136 when newer documents have pushed out the last one that was read. */
  #checkPosition(): void {
    if (this.#collection.dropped)
      throw new CommandError("QueryPlanKilled", "collection dropped while a cursor followed it")
    if (this.#after && !this.#view.get(this.#after))
      throw new CommandError(
        "CappedPositionLost",
        `CollectionScan died due to position in capped collection being deleted. Last seen record id: RecordId(${ridAtEnd(this.#after)})`,
      )
  }

  #next(limit: number, maxBytes: number): Uint8Array[] {
    const documents: Uint8Array[] = []
    const range = wholeKeyspace(this.#collection.keyspace)
    let bytes = 0
    while (documents.length < limit) {
      const options = { reverse: false, limit: pieceSize, after: this.#after, values: true }
      const entries = this.#view.chunk(range, options)
      if (entries.length === 0) break
      for (const { key, value } of entries) {
        if (documents.length >= limit || (documents.length > 0 && bytes + value.length > maxBytes))
          return documents
        this.#after = key
        const found = new Found(ridAtEnd(key), value)
        if (!this.#matches(found.document)) continue
        documents.push(this.#options.show(found))
        bytes += value.length
      }
    }
    return documents
  }

  close(): void {
    this.#waiting.close()
  }
}
