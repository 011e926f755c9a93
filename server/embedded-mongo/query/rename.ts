import { badValue } from "../errors.ts"
import { directValueAt, parsePath } from "../values/path.ts"
import { getOwn, isDocument, type Document } from "../values/rank.ts"
import { show } from "../values/show.ts"
import { parseUpdatePath, type Change } from "./update-path.ts"

/** `$rename` is a removal and a setting; both read the document as it was. */
export function renameOf(from: string, to: unknown): Change[] {
  if (typeof to !== "string")
    throw badValue(`The 'to' field for $rename must be a string: ${from}: ${show(to)}`)
  if (from === to) throw badValue(`The source and target field for $rename must differ: ${from}: ${show(to)}`)
  const [source, target] = [parseUpdatePath(from), parseUpdatePath(to)]
  if (source.some(({ kind }) => kind !== "field"))
    throw badValue(`The source field for $rename may not be dynamic: ${from}`)
  if (target.some(({ kind }) => kind !== "field"))
    throw badValue(`The destination field for $rename may not be dynamic: ${to}`)
  const read = (document: Document): unknown => {
    refuseArrays(document, from, "source")
    const value = directValueAt(document, parsePath(from))
    if (value !== undefined) refuseArrays(document, to, "destination")
    return value
  }
  return [
    { operator: "$rename", text: from, path: source, creates: false, compute: () => undefined },
    {
      operator: "$rename",
      text: to,
      path: target,
      creates: true,
      compute: (old, document) => read(document) ?? old,
    },
  ]
}

function refuseArrays(document: Document, path: string, which: string): void {
  let value: unknown = document
  for (const { name } of parsePath(path)) {
    if (Array.isArray(value))
      throw badValue(
        `The ${which} field cannot be an array element, '${path}' in doc with _id: ${show(getOwn(document, "_id"))} has an array field`,
      )
    if (!isDocument(value)) return
    value = getOwn(value, name)
  }
}
