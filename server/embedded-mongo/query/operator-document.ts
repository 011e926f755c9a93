import type { Document } from "../values/rank.ts"

/** A reference to another document is data, not an operator, though its names begin with a dollar. */
const referenceFields = new Set(["$ref", "$id", "$db"])

/** True for `{$gt: 1}`: the first name begins with a dollar and is not that of a reference. */
export function isOperatorDocument(document: Document): boolean {
  for (const name of Object.keys(document)) return name.startsWith("$") && !referenceFields.has(name)
  return false
}

/** True for a name that stands for a field of a reference. */
export function isReferenceField(name: string): boolean {
  return referenceFields.has(name)
}
