import { CommandError, streamError } from "../errors.ts"
import { decodeHeader } from "../storage/oplog-entry.ts"
import { type Store } from "../storage/store.ts"
import { maxDocumentBytes } from "../storage/write-documents.ts"
import { type BatchLimits, type BatchResult, type CursorSource } from "../sessions/cursors.ts"
import { equalValues } from "../values/compare.ts"
import { serializeDocument, type Document } from "../values/bson-value.ts"
import { ends, eventOf, invalidateEvent, isInScope, type Scope } from "./events.ts"
import { imagesOf, type ImageOptions } from "./images.ts"
import { historyLost, tokenOf, type Place } from "./resume-token.ts"
import { type Waiting } from "./waiting.ts"

export type ChangeStreamOptions = {
  scope: Scope
  startAfter: bigint
  images: ImageOptions
  /** The stages after `$changeStream`; undefined drops the event. */
  transform: (event: Document) => Promise<Document | undefined>
}

/** How many changes are looked at before others have a turn. */
const step = 200
/** BSONObjMaxInternalSize: a document of the largest size and what an event says about it. */
const maxEventBytes = maxDocumentBytes + 16 * 1024
/** How long an empty batch is waited for when the client does not say. */
const defaultWaitMs = 1000

/** A cursor that never ends: the changes after a place in the oplog, as they are written. */
export class ChangeStream implements CursorSource {
  readonly isChangeStream = true
  readonly #store: Store
  readonly #options: ChangeStreamOptions
  readonly #waiting: Waiting
  #position: bigint
  #last: Place
  #isFirst = true
  #isEnded = false

  constructor(store: Store, waiting: Waiting, options: ChangeStreamOptions) {
    this.#store = store
    this.#options = options
    this.#waiting = waiting
    this.#position = options.startAfter
    this.#last = { time: options.startAfter, kind: "between" }
  }

  async read({
    documents: limit,
    bytes: maxBytes,
    waitMs = defaultWaitMs,
  }: BatchLimits): Promise<BatchResult> {
    const end = Date.now() + (this.#isFirst ? 0 : waitMs)
    this.#isFirst = false
    const documents: Uint8Array[] = []
    let bytes = 0
    for (;;) {
      const entries = this.#entries()
      for (const { time, bytes: stored } of entries) {
        if (documents.length >= limit || bytes > maxBytes || this.#isEnded) break
        for (const event of await this.#eventsOf(time, stored)) {
          const encoded = serializeDocument(event)
          if (encoded.length > maxEventBytes) throw tooLarge(encoded.length)
          documents.push(encoded)
          bytes += encoded.length
        }
      }
      const isFull = documents.length >= limit || bytes > maxBytes || this.#isEnded
      if (isFull || (documents.length > 0 && entries.length < step)) return this.#batch(documents)
      if (entries.length > 0) continue
      const left = end - Date.now()
      if (left <= 0 || limit === 0) return this.#batch(documents)
      await this.#waiting.forChange(left)
      if (this.#waiting.isClosed) return this.#batch(documents)
    }
  }

  #entries() {
    if (this.#position < this.#store.oplog.trimmedTo()) throw historyLost()
    return this.#store.oplog.after(this.#position, step)
  }

  #batch(documents: Uint8Array[]): BatchResult {
    return { documents, isDone: this.#isEnded, postBatchResumeToken: tokenOf(this.#store, this.#last) }
  }

  /** A change's events: none, one, or one and the stream's end. */
  async #eventsOf(time: bigint, bytes: Buffer): Promise<Document[]> {
    const { scope } = this.#options
    const entry = decodeHeader(time, bytes)
    this.#position = time
    this.#last = { time, kind: "between" }
    if (!isInScope(scope, entry)) return []
    const place: Place = { time, kind: "event" }
    this.#last = place
    const images = imagesOf(this.#store, entry, bytes, this.#options.images)
    const events = [eventOf(entry, tokenOf(this.#store, place), scope, images)]
    if (ends(scope, entry)) {
      this.#last = { time, kind: "invalidate" }
      this.#isEnded = true
      events.push(invalidateEvent(entry, tokenOf(this.#store, this.#last)))
    }
    return this.#transformed(events)
  }

  async #transformed(events: Document[]): Promise<Document[]> {
    const result: Document[] = []
    for (const event of events) {
      const changed = await this.#options.transform(event)
      if (!changed) continue
      if (!equalValues(changed._id, event._id))
        throw streamError(
          "ChangeStreamFatalError",
          "Encountered an event whose _id field, which contains the resume token, was modified by the pipeline. Modifying the _id field of an event makes it impossible to resume the stream from that point.",
        )
      result.push(changed)
    }
    return result
  }

  close(): void {
    this.#waiting.close()
  }
}

/** A document before and after a change may be too much for one event. */
const tooLarge = (bytes: number): CommandError =>
  new CommandError(
    "BSONObjectTooLarge",
    `BSONObj size: ${bytes} is invalid. Size must be between 0 and ${maxEventBytes}`,
  )
