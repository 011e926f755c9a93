import { UUID } from "bson"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { type View } from "../storage/view.ts"
import { find, type FindRequest, type Results } from "./find.ts"

const noCollection: CollectionEntry = {
  ns: "",
  keyspace: 0xffffffff,
  uuid: new UUID(),
  options: {},
  indexes: [],
  nextRid: 1,
  dropped: false,
  build: undefined,
}

/**
 * A find on a collection that does not exist: nothing, but what is malformed in the request is refused.
 * A hint is no mistake there.
 */
export function findNothing(view: View, { hint: _hint, ...request }: FindRequest): Results {
  return find(view, noCollection, request)
}
