import { Timestamp } from "bson"
import { CommandError, notSupported } from "../errors.ts"
import { parsePath, readPart, type Path, type PathPart } from "../values/path.ts"
import { isDocument } from "../values/rank.ts"
import type { Evaluate, Scope } from "./scope.ts"

/** Compiles `$a.b` and `$$variable.a.b`. */
export function compileFieldPath(text: string, scope: Scope): Evaluate {
  if (text === "$") throw new CommandError(16872, "'$' by itself is not a valid FieldPath")
  if (!text.startsWith("$$")) return rootPath(checkedPath(text.slice(1)))
  const dot = text.indexOf(".")
  const name = text.slice(2, dot === -1 ? undefined : dot)
  const path = dot === -1 ? [] : checkedPath(text.slice(dot + 1))
  return variable(name, path, scope)
}

function checkedPath(text: string): Path {
  const path = parsePath(text)
  for (const { name } of path) {
    if (name === "")
      throw new CommandError(40353, "FieldPath must not end with a '.' or have empty components.")
    if (name.startsWith("$")) throw new CommandError(16410, "FieldPath field names may not start with '$'.")
  }
  return path
}

function rootPath(path: Path): Evaluate {
  if (path.length > 1) return (frame) => follow(frame.root, path, 0)
  const part = path[0] as PathPart
  return ({ root }) => (isDocument(root) ? readPart(root, part) : undefined)
}

function variable(name: string, path: Path, scope: Scope): Evaluate {
  switch (name) {
    case "ROOT":
    case "CURRENT":
      return ({ root }) => follow(root, path, 0)
    case "NOW":
      return () => follow(scope.now, path, 0)
    case "CLUSTER_TIME": {
      const time = new Timestamp({ t: Math.floor(scope.now.getTime() / 1000), i: 1 })
      return () => time
    }
    case "REMOVE":
      return () => undefined
    case "DESCEND":
    case "PRUNE":
    case "KEEP":
      return () => redactions[name]
    case "SEARCH_META":
    case "USER_ROLES":
    case "JS_SCOPE":
      throw notSupported(`$$${name}`)
    default: {
      const slot = scope.slot(name)
      return (frame) => follow(frame.slots[slot], path, 0)
    }
  }
}

/** What `$redact` decides by; unique, so that no stored string is taken for one. */
export const redactions = {
  DESCEND: Symbol("$$DESCEND"),
  PRUNE: Symbol("$$PRUNE"),
  KEEP: Symbol("$$KEEP"),
}

/** Through an array on the way, the values of its documents; numbers are names here, not positions. */
function follow(start: unknown, path: Path, from: number): unknown {
  let value = start
  for (let at = from; at < path.length; at++) {
    if (Array.isArray(value)) {
      const found: unknown[] = []
      for (const element of value as unknown[]) {
        if (!isDocument(element)) continue
        const inner = follow(element, path, at)
        if (inner !== undefined) found.push(inner)
      }
      return found
    }
    if (!isDocument(value)) return undefined
    value = readPart(value, path[at] as PathPart)
  }
  return value
}

/** The value of a path as an expression reads it. */
export function readExpressionPath(document: unknown, path: string): unknown {
  return follow(document, parsePath(path), 0)
}
