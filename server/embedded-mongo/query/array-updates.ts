import { badValue, CommandError } from "../errors.ts"
import { elementOrder } from "../expression/arrays.ts"
import { typeAliasOf } from "../values/bson-type.ts"
import { compareValues, equalValues } from "../values/compare.ts"
import { toNumber } from "../values/numbers.ts"
import { parsePath } from "../values/path.ts"
import { getOwn, hasOwn, isDocument, Rank, rankOf, type Document } from "../values/rank.ts"
import { show } from "../values/show.ts"
import { compileCondition, compileFilter } from "./filter.ts"
import { isOperatorDocument } from "./operator-document.ts"
import type { CompileChange } from "./update-operators.ts"
import type { ElementTest } from "./update-path.ts"

/** Update operators on arrays. */
export const arrayOperators: Record<string, CompileChange> = {
  $push: (argument, path) => {
    const { items, place } = pushOf(argument)
    return {
      creates: true,
      compute: (old, document) => {
        if (old !== undefined && !Array.isArray(old))
          throw badValue(
            `The field '${path}' must be an array but is of type ${typeAliasOf(old)} in document {_id: ${show(getOwn(document, "_id"))}}`,
          )
        return place(old ?? [], items)
      },
    }
  },
  $addToSet: (argument, path) => {
    const items = itemsToAdd(argument)
    return {
      creates: true,
      compute: (old) => {
        if (old !== undefined && !Array.isArray(old))
          throw badValue(
            `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${typeAliasOf(old)}`,
          )
        return addToSet((old as unknown[] | undefined) ?? [], items, old === undefined)
      },
    }
  },
  $pop: (argument, path) => {
    const end = toNumber(argument)
    if (end !== 1 && end !== -1)
      throw new CommandError("FailedToParse", `$pop expects 1 or -1, found: ${show(argument)}`)
    return {
      creates: false,
      compute: (old) => {
        if (old === undefined) return undefined
        if (!Array.isArray(old))
          throw new CommandError(
            "TypeMismatch",
            `Path '${path}' contains an element of non-array type '${typeAliasOf(old)}'`,
          )
        const list: unknown[] = old
        if (list.length === 0) return list
        return end === 1 ? list.slice(0, -1) : list.slice(1)
      },
    }
  },
  $pull: (argument) => ({ creates: false, compute: without("$pull", pullTest(argument)) }),
  $pullAll: (argument) => {
    if (!Array.isArray(argument))
      throw badValue(`$pullAll requires an array argument but was given a ${typeAliasOf(argument)}`)
    const values: unknown[] = argument
    return {
      creates: false,
      compute: without("$pullAll", (element) => values.some((value) => equalValues(element, value))),
    }
  },
}

function without(operator: string, test: ElementTest): (old: unknown) => unknown {
  return (old) => {
    if (old === undefined) return undefined
    if (!Array.isArray(old)) throw badValue(`Cannot apply ${operator} to a non-array value`)
    const list: unknown[] = old
    const kept = list.filter((element) => !test(element))
    return kept.length === list.length ? list : kept
  }
}

/** What `$pull` removes: elements that meet operators, documents that meet a filter, or equal values. */
function pullTest(argument: unknown): ElementTest {
  const isFilter = isDocument(argument) && !hasFieldOperatorFirst(argument)
  if (isFilter) {
    const matches = compileFilter(argument)
    return (element) => isDocument(element) && matches(element)
  }
  if (isDocument(argument) || rankOf(argument) === Rank.regex) {
    // Operators see an element as the value of a field, so they look into an array in the array.
    const matches = compileCondition(argument).at(parsePath("element"))
    return (element) => matches({ element })
  }
  return (element) => equalValues(element, argument)
}

const logical = new Set(["$and", "$or", "$nor", "$expr", "$comment"])

const hasFieldOperatorFirst = (document: Document): boolean =>
  isOperatorDocument(document) && !logical.has(Object.keys(document)[0] ?? "")

function itemsToAdd(argument: unknown): unknown[] {
  if (!isDocument(argument) || Object.keys(argument)[0] !== "$each") return [argument]
  const each = argument["$each"]
  if (!Array.isArray(each))
    throw new CommandError(
      "TypeMismatch",
      `The argument to $each in $addToSet must be an array but it was of type ${typeAliasOf(each)}`,
    )
  if (Object.keys(argument).length > 1)
    throw badValue(`Found unexpected fields after $each in $addToSet: ${show(argument)}`)
  return each
}

function addToSet(old: unknown[], items: unknown[], isNew: boolean): unknown[] {
  const added: unknown[] = []
  for (const item of items) {
    const isKnown = (other: unknown): boolean => equalValues(other, item)
    if (!old.some(isKnown) && !added.some(isKnown)) added.push(item)
  }
  return added.length > 0 || isNew ? [...old, ...added] : old
}

type Push = { items: unknown[]; place: (old: unknown[], items: unknown[]) => unknown[] }

function pushOf(argument: unknown): Push {
  if (!isDocument(argument) || !hasOwn(argument, "$each"))
    return { items: [argument], place: (old, items) => [...old, ...items] }
  for (const key of Object.keys(argument))
    if (!["$each", "$position", "$slice", "$sort"].includes(key))
      throw badValue(`Unrecognized clause in $push: ${key}`)
  const items = argument["$each"]
  if (!Array.isArray(items))
    throw badValue(
      `The argument to $each in $push must be an array but it was of type: ${typeAliasOf(items)}`,
    )
  const position = wholeNumber(argument, "$position")
  const slice = wholeNumber(argument, "$slice")
  const order = hasOwn(argument, "$sort") ? sortOf(argument["$sort"]) : undefined
  return {
    items,
    place: (old, added) => {
      const at = position === undefined ? old.length : place(position, old.length)
      const joined = [...old.slice(0, at), ...added, ...old.slice(at)]
      if (order) joined.sort(order)
      const result = slice === undefined ? joined : slice >= 0 ? joined.slice(0, slice) : joined.slice(slice)
      return isSame(old, result) ? old : result
    },
  }
}

/** A negative position counts from the end. */
const place = (position: number, length: number): number =>
  position >= 0 ? Math.min(position, length) : Math.max(0, length + position)

const isSame = (a: unknown[], b: unknown[]): boolean =>
  a.length > 0 && a.length === b.length && a.every((item, at) => item === b[at])

function wholeNumber(argument: Document, key: string): number | undefined {
  if (!hasOwn(argument, key)) return undefined
  const number = toNumber(argument[key])
  if (number === undefined || !Number.isInteger(number))
    throw badValue(
      `The value for ${key} must be an integer value but was given type: ${typeAliasOf(argument[key])}`,
    )
  return number
}

function sortOf(sort: unknown): (a: unknown, b: unknown) => number {
  if (!isDocument(sort)) {
    const direction = toNumber(sort)
    if (direction !== 1 && direction !== -1)
      throw badValue(
        "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields",
      )
    return (a, b) => compareValues(a, b) * direction
  }
  if (Object.keys(sort).length === 0)
    throw badValue("The $sort pattern is empty when it should be a set of fields.")
  for (const path of Object.keys(sort)) {
    const direction = toNumber(sort[path])
    if (direction !== 1 && direction !== -1) throw badValue("The $sort element value must be either 1 or -1")
    if (path === "" || path.split(".").includes(""))
      throw badValue("The $sort field is a dotted field but has an empty part")
  }
  return elementOrder(sort)
}
