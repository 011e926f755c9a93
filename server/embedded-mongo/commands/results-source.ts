import { setImmediate } from "node:timers/promises"
import { type Results } from "../planner/find.ts"
import { type Found } from "../planner/found.ts"
import { type BatchLimits, type BatchResult, type CursorSource } from "../sessions/cursors.ts"
import { deserializeFields, serializeDocument, type Document } from "../values/bson-value.ts"

/** Batches of a query's documents. */
export class ResultsSource implements CursorSource {
  readonly #results: Results
  readonly #show: (found: Found) => Uint8Array
  readonly #limit: number
  #returned = 0
  #waiting: Uint8Array | undefined
  #isFirst = true

  constructor(results: Results, show: (found: Found) => Uint8Array, limit: number) {
    this.#results = results
    this.#show = show
    this.#limit = limit
  }

  async read(limits: BatchLimits): Promise<BatchResult> {
    if (!this.#isFirst) this.#results.resume()
    this.#isFirst = false
    const documents: Uint8Array[] = []
    let bytes = 0
    let isDone = false
    while (documents.length < limits.documents) {
      const next = this.#waiting ?? this.#next()
      this.#waiting = undefined
      if (!next) {
        isDone = true
        break
      }
      if (documents.length > 0 && bytes + next.length > limits.bytes) {
        this.#waiting = next
        break
      }
      documents.push(next)
      bytes += next.length
      this.#returned++
    }
    this.#results.pause()
    return { documents, isDone: isDone || (this.#limit > 0 && this.#returned >= this.#limit) }
  }

  #next(): Uint8Array | undefined {
    const found = this.#results.next()
    return found && this.#show(found)
  }

  close(): void {
    this.#waiting = undefined
  }
}

/** Batches of what a pipeline gives. */
export class PipelineSource implements CursorSource {
  readonly #documents: AsyncIterator<Document>
  readonly #onClose: () => void
  #waiting: Uint8Array | undefined

  constructor(documents: AsyncIterator<Document>, onClose: () => void = () => undefined) {
    this.#documents = documents
    this.#onClose = onClose
  }

  async read(limits: BatchLimits): Promise<BatchResult> {
    const documents: Uint8Array[] = []
    let bytes = 0
    while (documents.length < limits.documents) {
      const next = this.#waiting ?? (await this.#next())
      this.#waiting = undefined
      if (!next) return { documents, isDone: true }
      if (documents.length > 0 && bytes + next.length > limits.bytes) {
        this.#waiting = next
        break
      }
      documents.push(next)
      bytes += next.length
    }
    return { documents, isDone: false }
  }

  async #next(): Promise<Uint8Array | undefined> {
    const next = await this.#documents.next()
    return next.done === true ? undefined : serializeDocument(next.value)
  }

  close(): void {
    this.#onClose()
    // Ending a generator that waits for nothing is quick, and nobody is left to hear of a failure.
    void this.#documents.return?.().catch(() => undefined)
  }
}

/** How long a pipeline may run before other commands have a turn. */
const turnMs = 15

/**
 * A query's documents for a pipeline; other commands have a turn between them.
 * @param fields the only ones the pipeline needs, when that is known.
 */
export async function* documentsOf(results: Results, fields?: ReadonlySet<string>): AsyncGenerator<Document> {
  let turnEnds = performance.now() + turnMs
  let count = 0
  for (let found = results.next(); found; found = results.next()) {
    yield fields ? deserializeFields(found.raw, fields) : found.document
    if ((++count & 63) !== 0 || performance.now() < turnEnds) continue
    results.pause()
    await setImmediate()
    results.resume()
    turnEnds = performance.now() + turnMs
  }
}
