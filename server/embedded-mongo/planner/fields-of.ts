import { isReferenceField } from "../query/operator-document.ts"
import { isDocument, type Document } from "../values/bson-value.ts"

/**
 * The top-level fields a filter looks at, or undefined when it may look at any.
 * Reading only those makes a scan several times quicker.
 */
export function fieldsOf(filter: Document): Set<string> | undefined {
  const fields = new Set<string>()
  return collect(filter, fields) ? fields : undefined
}

function collect(filter: Document, fields: Set<string>): boolean {
  return Object.entries(filter).every(([name, operand]) => {
    if (name === "$comment") return true
    if (name === "$and" || name === "$or" || name === "$nor")
      return Array.isArray(operand) && operand.every((part) => isDocument(part) && collect(part, fields))
    if (name.startsWith("$") && !isReferenceField(name)) return false
    const dot = name.indexOf(".")
    fields.add(dot === -1 ? name : name.slice(0, dot))
    return true
  })
}
