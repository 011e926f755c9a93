import type { Document } from "../values/rank.ts"
import { readPart, someAt, type Path, type PathPart } from "../values/path.ts"

export type Predicate = (document: Document) => boolean
export type ValueTest = (value: unknown) => boolean

/**
 * What an operator asks of a field. At a path it walks arrays; on a value alone, as inside
 * `$elemMatch: {$gt: 1}` or `$pull: {a: {$gt: 1}}`, it does not look into one.
 */
export type Condition = {
  at: (path: Path) => Predicate
  on: ValueTest
}

/** A condition on the value as a whole: an array is not looked into. */
export function whole(test: ValueTest): Condition {
  return {
    on: test,
    at: (path) => (path.length === 1 ? single(path[0] as PathPart, test) : (doc) => someAt(doc, path, test)),
  }
}

/** A condition that an array meets when it or one of its elements does. */
export function anyElement(test: ValueTest): Condition {
  const expanded: ValueTest = (value) => test(value) || (Array.isArray(value) && value.some(test))
  return { on: test, at: whole(expanded).at }
}

function single(part: PathPart, test: ValueTest): Predicate {
  return (document) => test(readPart(document, part))
}

/** The opposite of a condition, for the path as a whole: no value there meets it. */
export function not(condition: Condition): Condition {
  return {
    on: (value) => !condition.on(value),
    at: (path) => {
      const inner = condition.at(path)
      return (document) => !inner(document)
    },
  }
}

/** All conditions at once, each with its own walk: different elements may meet different ones. */
export function all(conditions: Condition[]): Condition {
  const [only] = conditions
  if (only && conditions.length === 1) return only
  return {
    on: (value) => conditions.every(({ on }) => on(value)),
    at: (path) => allOf(conditions.map(({ at }) => at(path))),
  }
}

/** A document must satisfy all; loops beat `every` in a scan of many documents. */
export function allOf(tests: Predicate[]): Predicate {
  const [first, second] = tests
  if (!first) return () => true
  if (!second) return first
  if (tests.length === 2) return (document) => first(document) && second(document)
  return (document) => {
    for (const test of tests) if (!test(document)) return false
    return true
  }
}

/** A document must satisfy one. */
export function anyOf(tests: Predicate[]): Predicate {
  return (document) => {
    for (const test of tests) if (test(document)) return true
    return false
  }
}
