import { type Results } from "../planner/find.ts"
import { Found } from "../planner/found.ts"
import { type BatchLimits, type BatchResult, type CursorSource } from "../sessions/cursors.ts"
import { deserializeFields, serializeDocument, type Document } from "../values/bson-value.ts"
import { Turns } from "./turns.ts"

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
    /** @returns true when the batch takes more. */
    const take = (next: Uint8Array): boolean => {
      if (documents.length > 0 && bytes + next.length > limits.bytes) {
        this.#waiting = next
        return false
      }
      documents.push(next)
      bytes += next.length
      this.#returned++
      return documents.length < limits.documents
    }
    const waiting = this.#waiting
    let isDone = false
    if (limits.documents > 0) {
      this.#waiting = undefined
      if (!waiting || take(waiting))
        isDone = await new Turns().read(this.#results, (found) => take(this.#show(found)))
    }
    this.#results.pause()
    return { documents, isDone: isDone || (this.#limit > 0 && this.#returned >= this.#limit) }
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

/**
 * A query's documents for a pipeline; other commands have a turn between them.
 * @param fields the only ones the pipeline needs, when that is known.
 */
export async function* documentsOf(
  results: Results,
  turns: Turns,
  fields?: ReadonlySet<string>,
): AsyncGenerator<Document> {
  let { passed } = turns
  for (let found = results.step(); found; found = results.step()) {
    if (found instanceof Found) yield fields ? deserializeFields(found.raw, fields) : found.document
    if (turns.isOver()) await turns.pass()
    // Also when a later stage let others have a turn.
    if (turns.passed === passed) continue
    passed = turns.passed
    results.pause()
    results.resume()
  }
}
