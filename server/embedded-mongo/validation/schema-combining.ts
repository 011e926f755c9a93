import { CommandError } from "../errors.ts"
import { equalValues } from "../values/compare.ts"
import { hasOwn, isDocument, type Document } from "../values/rank.ts"
import { type CompileKeyword, type Schema } from "./json-schema.ts"

const mistyped = (keyword: string, what: string): CommandError =>
  new CommandError("TypeMismatch", `$jsonSchema keyword '${keyword}' must be ${what}`)

/** The title and description of a schema, which `errInfo` repeats. */
const labels = (schema: unknown): Document =>
  Object.fromEntries(
    Object.entries(isDocument(schema) ? schema : {}).filter(
      ([name]) => name === "title" || name === "description",
    ),
  )

const properties: CompileKeyword = (operand, _schema, compile) => {
  if (!isDocument(operand)) throw mistyped("properties", "an object")
  const schemas = Object.keys(operand).map((name) => [name, compile(operand[name])] as const)
  return (value) => {
    if (!isDocument(value)) return undefined
    const broken = schemas.flatMap(([name, schema]) => {
      const details = hasOwn(value, name) ? schema.broken(value[name]) : []
      return details.length > 0 ? [{ propertyName: name, ...labels(operand[name]), details }] : []
    })
    return broken.length > 0 ? { operatorName: "properties", propertiesNotSatisfied: broken } : undefined
  }
}

const required: CompileKeyword = (operand) => {
  if (!Array.isArray(operand) || !operand.every((name) => typeof name === "string"))
    throw mistyped("required", "an array of strings")
  if (operand.length === 0 || new Set(operand).size < operand.length)
    throw new CommandError("FailedToParse", "$jsonSchema keyword 'required' must name properties, each once")
  return (value) => {
    const missing = isDocument(value) ? operand.filter((name) => !hasOwn(value, name)) : []
    return missing.length > 0
      ? { operatorName: "required", specifiedAs: { required: operand }, missingProperties: missing }
      : undefined
  }
}

const additionalProperties: CompileKeyword = (operand, { properties: known }, compile) => {
  if (typeof operand !== "boolean" && !isDocument(operand))
    throw mistyped("additionalProperties", "an object or a boolean")
  const schema = isDocument(operand) ? compile(operand) : undefined
  return (value) => {
    if (!isDocument(value) || operand === true) return undefined
    const others = Object.keys(value).filter((name) => !(isDocument(known) && hasOwn(known, name)))
    const specifiedAs = { additionalProperties: operand }
    if (!schema)
      return others.length > 0
        ? { operatorName: "additionalProperties", specifiedAs, additionalProperties: others }
        : undefined
    for (const name of others) {
      const details = schema.broken(value[name])
      if (details.length > 0)
        return {
          operatorName: "additionalProperties",
          reason: "at least one additional property did not match the subschema",
          failingProperty: name,
          details,
        }
    }
    return undefined
  }
}

/** One schema for all elements, or one for each of the first. */
const items: CompileKeyword = (operand, _schema, compile) => {
  if (!isDocument(operand) && !Array.isArray(operand)) throw mistyped("items", "an array or an object")
  const each = Array.isArray(operand) ? undefined : compile(operand)
  const first = Array.isArray(operand) ? operand.map((schema) => compile(schema)) : []
  return (value) => {
    if (!Array.isArray(value)) return undefined
    for (const [itemIndex, item] of value.entries()) {
      const details = (each ?? first[itemIndex])?.broken(item) ?? []
      if (details.length > 0)
        return {
          operatorName: "items",
          reason: "At least one item did not match the sub-schema",
          itemIndex,
          details,
        }
    }
    return undefined
  }
}

const uniqueItems: CompileKeyword = (operand) => {
  if (typeof operand !== "boolean") throw mistyped("uniqueItems", "a boolean")
  return (value) => {
    if (!operand || !Array.isArray(value)) return undefined
    const list: unknown[] = value
    const at = list.findIndex((item, index) => list.slice(0, index).some((other) => equalValues(item, other)))
    return at === -1
      ? undefined
      : {
          operatorName: "uniqueItems",
          specifiedAs: { uniqueItems: true },
          reason: "found a duplicate item",
          consideredValue: value,
          duplicatedValue: list[at],
        }
  }
}

function several(keyword: string, operand: unknown, compile: (schema: unknown) => Schema): Schema[] {
  if (!Array.isArray(operand)) throw mistyped(keyword, "an array")
  if (operand.length === 0)
    throw new CommandError("BadValue", `$jsonSchema keyword '${keyword}' must be a non-empty array`)
  return operand.map((schema) => compile(schema))
}

/** `allOf`, `anyOf` and `oneOf`, by how many schemas a value must match. */
function quantified(keyword: "allOf" | "anyOf" | "oneOf"): CompileKeyword {
  return (operand, _schema, compile) => {
    const schemas = several(keyword, operand, compile)
    return (value) => {
      const results = schemas.map((schema, index) => ({ index, details: schema.broken(value) }))
      const unmet = results.filter(({ details }) => details.length > 0)
      const met = results.length - unmet.length
      if (keyword === "allOf" ? unmet.length === 0 : keyword === "anyOf" ? met > 0 : met === 1)
        return undefined
      if (met === 0 || keyword === "allOf") return { operatorName: keyword, schemasNotSatisfied: unmet }
      return {
        operatorName: keyword,
        reason: "more than one subschema matched",
        matchingSchemaIndexes: results
          .filter(({ details }) => details.length === 0)
          .map(({ index }) => index),
      }
    }
  }
}

const not: CompileKeyword = (operand, _schema, compile) => {
  const schema = compile(operand)
  return (value) =>
    schema.broken(value).length > 0 ? undefined : { operatorName: "not", reason: "child expression matched" }
}

/** The keywords that have schemas inside, or look at several parts of a value. */
export const combining: Record<string, CompileKeyword> = {
  properties,
  required,
  additionalProperties,
  items,
  uniqueItems,
  allOf: quantified("allOf"),
  anyOf: quantified("anyOf"),
  oneOf: quantified("oneOf"),
  not,
}
