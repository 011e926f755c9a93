import { BSONRegExp } from "bson"
import { CommandError } from "../errors.ts"
import { isDocument, type Document } from "../values/bson-value.ts"
import { valuesAt } from "../values/path.ts"

/** @throws CommandError 53 for the types a real server refuses as _id, 52 for operators in one: they would be lost in filters. */
export function checkId(document: Document): void {
  const [id] = valuesAt(document, "_id")
  if (Array.isArray(id)) throw new CommandError(53, "The '_id' value cannot be of type array")
  if (id instanceof BSONRegExp) throw new CommandError(53, "The '_id' value cannot be of type regex")
  const operator = isDocument(id) ? dollarFieldIn(id) : undefined
  if (operator !== undefined)
    throw new CommandError(
      "DollarPrefixedFieldName",
      `_id fields may not contain '$'-prefixed fields: ${operator} is not valid for storage.`,
    )
}

/** The first field that begins with a dollar, at any depth, other than those of a reference. */
function dollarFieldIn(value: Document | unknown[]): string | undefined {
  const names = Object.keys(value)
  const isReference = names[0] === "$ref" && names[1] === "$id"
  for (const [at, name] of names.entries()) {
    if (name.startsWith("$") && !(isReference && (at < 2 || name === "$db"))) return name
    const inner = (value as Document)[name]
    const found = isDocument(inner) || Array.isArray(inner) ? dollarFieldIn(inner as Document) : undefined
    if (found !== undefined) return found
  }
  return undefined
}
