import { CommandError } from "../errors.ts"
import { compileFilter } from "../query/filter.ts"
import { type Predicate } from "../query/condition.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { explainFailure } from "../validation/explain-failure.ts"
import { getOwn, isDocument, serializeDocument, type Document } from "../values/bson-value.ts"
import { checkMeasurement } from "./time-series.ts"

/** Validators by the document they are kept as, which a change replaces. */
const compiled = new WeakMap<Document, Predicate>()

/** The test of a validator. @throws CommandError 2, 9 or 238 for one that cannot be used. */
export function compileValidator(validator: Document): Predicate {
  const known = compiled.get(validator)
  if (known) return known
  const test = compileFilter(validator, { now: new Date() })
  // The time is fixed when a filter is compiled.
  if (!Buffer.from(serializeDocument(validator)).includes("$$NOW")) compiled.set(validator, test)
  return test
}

/**
 * Checks a document that is about to be stored.
 * @param before what it is to replace: one that broke the rules already may go on doing so when the level
 * is `moderate`.
 * @throws CommandError 121 with what is wrong in `errInfo`.
 */
export function checkDocument(collection: CollectionEntry, document: Document, before?: Document): void {
  checkMeasurement(collection, document)
  const { validator, validationLevel, validationAction } = collection.options
  if (!isDocument(validator) || validationLevel === "off" || validationAction === "warn") return
  const holds = compileValidator(validator)
  if (holds(document)) return
  if (before && validationLevel === "moderate" && !holds(before)) return
  throw new CommandError("DocumentValidationFailure", "Document failed validation", {
    extra: {
      errInfo: {
        failingDocumentId: getOwn(document, "_id"),
        details: explainFailure(validator, document) ?? {},
      },
    },
  })
}
