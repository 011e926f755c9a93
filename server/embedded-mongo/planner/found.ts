import { deserializeDocument, type Document } from "../values/bson-value.ts"
import { type StoredDocument } from "../storage/write-documents.ts"

/** What a query found; the document is read from its bytes when it is asked for. */
export class Found implements StoredDocument {
  readonly rid: number
  readonly raw: Buffer
  #document: Document | undefined

  constructor(rid: number, raw: Buffer) {
    this.rid = rid
    this.raw = raw
  }

  get document(): Document {
    return (this.#document ??= deserializeDocument(this.raw))
  }
}

/** What a step gives when it has read much and found nothing yet: the reader may let others have a turn. */
export const searching = Symbol("searching")
export type Step = Found | typeof searching | undefined
