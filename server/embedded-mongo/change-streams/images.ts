import { CommandError } from "../errors.ts"
import { find } from "../planner/find.ts"
import { decodeImages, type OplogEntry } from "../storage/oplog-entry.ts"
import { type Store } from "../storage/store.ts"
import { type Document } from "../values/bson-value.ts"

export const afterModes = ["default", "updateLookup", "whenAvailable", "required"] as const
export const beforeModes = ["off", "whenAvailable", "required"] as const

/** Which documents a stream wants with its events. */
export type ImageOptions = {
  after: (typeof afterModes)[number]
  before: (typeof beforeModes)[number]
}

/**
 * The documents that go with a change: what it left behind, and what there was before. Those of
 * an update or a removal are kept with the change, where its collection says so.
 * @throws CommandError 47 when one is required and was not kept.
 */
export function imagesOf(
  store: Store,
  entry: OplogEntry,
  bytes: Buffer,
  { after, before }: ImageOptions,
): Document {
  const { op } = entry
  const images = decodeImages(entry, bytes)
  const result: Document = {}
  if (op === "insert" || op === "replace") result.fullDocument = images.document ?? null
  if (op === "update" && after !== "default")
    result.fullDocument =
      after === "updateLookup"
        ? currentOf(store, entry)
        : needed(images.document, after, "post-image for all update events", entry)
  const hadDocument = op === "update" || op === "replace" || op === "delete"
  if (hadDocument && before !== "off")
    result.fullDocumentBeforeChange = needed(
      images.before,
      before,
      "pre-image for all update, delete and replace events",
      entry,
    )
  return result
}

function needed(
  image: Document | undefined,
  mode: "whenAvailable" | "required",
  what: string,
  { ns, op, key }: OplogEntry,
): Document | null {
  if (image || mode === "whenAvailable") return image ?? null
  const [, kind = ""] = /^(\S+)/.exec(what) ?? []
  throw new CommandError(
    "NoMatchingDocument",
    `Change stream was configured to require a ${what}, but the ${kind} was not found for event: ${op} of ${String(key?._id)} in ${ns}`,
  )
}

/** The document as it is now, which may be later than the change. */
function currentOf(store: Store, { ns, key }: OplogEntry): Document | null {
  const collection = store.catalog.get(ns)
  if (!collection || !key) return null
  const request = { filter: { _id: { $eq: key._id } }, limit: 1 }
  return find(store.latest, collection, request).next()?.document ?? null
}
