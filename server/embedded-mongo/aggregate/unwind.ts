import { CommandError } from "../errors.ts"
import { typeName } from "../expression/define.ts"
import { directValueAt, parsePath, type Path, type PathPart } from "../values/path.ts"
import { getOwn, isDocument, setOwn, type Document } from "../values/rank.ts"
import { perBatch, type CompileStage } from "./stage.ts"

type Unwind = { path: Path; indexPath: Path | undefined; keepsEmpty: boolean }

/** `$unwind`: a document for each element of an array. */
export const unwind: CompileStage = (specification) => {
  const options = optionsOf(specification)
  return perBatch((batch) => batch.flatMap((document) => unwound(document, options)))
}

function optionsOf(specification: unknown): Unwind {
  const fields = isDocument(specification) ? specification : { path: specification }
  for (const key of Object.keys(fields))
    if (!["path", "includeArrayIndex", "preserveNullAndEmptyArrays"].includes(key))
      throw new CommandError(28811, `unrecognized option to $unwind stage: ${key}`)
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: keepsEmpty = false } = fields
  if (path === undefined) throw new CommandError(28812, "no path specified to $unwind stage")
  if (typeof path !== "string")
    throw new CommandError(
      isDocument(specification) ? 28808 : 15981,
      `expected a string as the path for $unwind stage, got ${typeName(path)}`,
    )
  if (!path.startsWith("$") || path.length < 2)
    throw new CommandError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  if (typeof keepsEmpty !== "boolean")
    throw new CommandError(
      28809,
      "expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage",
    )
  if (index !== undefined && (typeof index !== "string" || index === ""))
    throw new CommandError(
      28810,
      "expected a non-empty string for the includeArrayIndex option to $unwind stage",
    )
  if (typeof index === "string" && index.startsWith("$"))
    throw new CommandError(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    )
  return {
    path: parsePath(path.slice(1)),
    indexPath: index === undefined ? undefined : parsePath(index),
    keepsEmpty,
  }
}

function unwound(document: Document, { path, indexPath, keepsEmpty }: Unwind): Document[] {
  const value = directValueAt(document, path)
  const withIndex = (result: Document, index: bigint | null): Document =>
    indexPath ? withValue(result, indexPath, 0, index) : result
  if (Array.isArray(value) && value.length > 0)
    return (value as unknown[]).map((element, at) =>
      withIndex(withValue(document, path, 0, element), BigInt(at)),
    )
  const isEmpty = value === undefined || value === null || Array.isArray(value)
  if (isEmpty && !keepsEmpty) return []
  return [withIndex(Array.isArray(value) ? withValue(document, path, 0, undefined) : document, null)]
}

/** A copy of the document with another value at the path; undefined removes the field. */
export function withValue(document: Document, path: Path, at: number, value: unknown): Document {
  const { name } = path[at] as PathPart
  const result = { ...document }
  if (at === path.length - 1) {
    if (value === undefined) delete result[name]
    else setOwn(result, name, value)
    return result
  }
  const inner = getOwn(document, name)
  if (isDocument(inner) || value !== undefined)
    setOwn(result, name, withValue(isDocument(inner) ? inner : {}, path, at + 1, value))
  return result
}
