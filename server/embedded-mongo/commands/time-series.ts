import { CommandError } from "../errors.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { show } from "../values/show.ts"
import { countField, documentField } from "./fields.ts"

/** How long a bucket of measurements is on a real server, in seconds, by granularity; only shown here. */
const bucketSeconds = { seconds: 3600, minutes: 86_400, hours: 2_592_000 }

const known = ["timeField", "metaField", "granularity", "bucketMaxSpanSeconds", "bucketRoundingSeconds"]

/**
 * The options of a time series. Its measurements are kept one by one, like other documents: what buckets
 * save is space, and no answer depends on them.
 */
export function timeSeriesOptions(body: Document): Document {
  const given = documentField(body, "timeseries")
  if (!given) return {}
  for (const field of Object.keys(given))
    if (!known.includes(field))
      throw new CommandError(40415, `BSON field 'create.timeseries.${field}' is an unknown field.`)
  const { timeField, metaField } = given
  if (typeof timeField !== "string" || timeField === "" || timeField.includes("."))
    throw new CommandError("InvalidOptions", "'timeField' must be a field's name")
  if (metaField !== undefined && (typeof metaField !== "string" || metaField === timeField))
    throw new CommandError("InvalidOptions", "'metaField' must be the name of another field than 'timeField'")
  if (metaField === "_id") throw new CommandError("InvalidOptions", "The 'metaField' cannot be '_id'")
  for (const other of ["capped", "validator", "clusteredIndex", "changeStreamPreAndPostImages"])
    if (getOwn(body, other) !== undefined)
      throw new CommandError("InvalidOptions", `Cannot use '${other}' with a time-series collection`)
  return {
    timeseries: {
      timeField,
      ...(metaField !== undefined && { metaField }),
      ...bucketOptions(given),
    },
  }
}

/** How long a bucket would be: by a word, or in seconds. */
function bucketOptions(given: Document): Document {
  const { granularity } = given
  const span = countField(given, "bucketMaxSpanSeconds")
  const rounding = countField(given, "bucketRoundingSeconds")
  if (granularity === undefined && (span !== undefined || rounding !== undefined)) {
    if (span !== rounding || span === 0)
      throw new CommandError(
        "InvalidOptions",
        "Timeseries 'bucketMaxSpanSeconds' and 'bucketRoundingSeconds' need to be set alongside each other, and to be equal",
      )
    return { bucketMaxSpanSeconds: span, bucketRoundingSeconds: rounding }
  }
  const word = granularity ?? "seconds"
  const seconds = Object.entries(bucketSeconds).find(([name]) => name === word)?.[1]
  if (seconds === undefined)
    throw new CommandError(
      "BadValue",
      `Enumeration value '${show(word)}' for field 'timeseries.granularity' is not a valid value.`,
    )
  if (rounding !== undefined || (span !== undefined && span !== seconds))
    throw new CommandError(
      "InvalidOptions",
      "Timeseries 'bucketMaxSpanSeconds' and 'bucketRoundingSeconds' cannot be set beside 'granularity'",
    )
  return { granularity: word, bucketMaxSpanSeconds: seconds }
}

/** The field that holds a measurement's time, when the collection is a time series. */
export function timeFieldOf({ options }: CollectionEntry): string | undefined {
  const { timeseries } = options
  return isDocument(timeseries) ? (timeseries.timeField as string) : undefined
}

/** @throws CommandError 2 for a measurement without a time. */
export function checkMeasurement(collection: CollectionEntry, document: Document): void {
  const field = timeFieldOf(collection)
  if (field !== undefined && !(getOwn(document, field) instanceof Date))
    throw new CommandError(
      "BadValue",
      `'${field}' must be present and contain a valid BSON UTC datetime value`,
    )
}
