import { CommandError } from "../errors.ts"
import { compileExpression, type Evaluate, type Scope } from "../expression/expression.ts"
import { getOwn, hasOwn, isDocument, setOwn, type Document } from "../values/rank.ts"
import { compileAccumulator, type Accumulator, type AccumulatorFactory } from "./accumulators.ts"
import { groupKeyOf } from "./group-key.ts"
import { rebatch, type CompileStage, type Stage } from "./stage.ts"

type Field = { name: string; create: AccumulatorFactory }
type Group = { id: unknown; accumulators: Accumulator[] }

/** `$group`: one pass, one running value per group and field; documents are not kept. */
export const group: CompileStage = (specification, context) => {
  if (!isDocument(specification))
    throw new CommandError(15947, "a group's fields must be specified in an object")
  if (!hasOwn(specification, "_id"))
    throw new CommandError(15955, "a group specification must include an _id")
  const scope = context.scope()
  const id = compileExpression(getOwn(specification, "_id"), scope)
  return grouping(id, fieldsOf(specification, scope), scope)
}

/** The accumulators of a `$group`, `$bucket` or window specification. */
export function fieldsOf(specification: Document, scope: Scope): Field[] {
  return Object.keys(specification)
    .filter((name) => name !== "_id")
    .map((name) => {
      if (name.includes(".")) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`)
      if (name.startsWith("$"))
        throw new CommandError(40236, `The field name '${name}' cannot be an operator name`)
      const accumulator = specification[name]
      const [operator, ...rest] = isDocument(accumulator) ? Object.keys(accumulator) : []
      if (operator === undefined || !isDocument(accumulator))
        throw new CommandError(40234, `The field '${name}' must be an accumulator object`)
      if (rest.length > 0) throw new CommandError(40238, `The field '${name}' must specify one accumulator`)
      return { name, create: compileAccumulator(operator, accumulator[operator], scope) }
    })
}

/** Groups by an expression and yields a document for each, in the order groups were first seen. */
export function grouping(id: Evaluate, fields: Field[], scope: Scope): Stage {
  return async function* (input) {
    const groups = new Map<unknown, Group>()
    for await (const batch of input)
      for (const document of batch) {
        const frame = scope.frame(document)
        const value = id(frame)
        const key = groupKeyOf(value)
        let found = groups.get(key)
        if (!found) {
          found = { id: value ?? null, accumulators: fields.map(({ create }) => create()) }
          groups.set(key, found)
        }
        for (const accumulator of found.accumulators) accumulator.add(frame)
      }
    yield* rebatch([...groups.values()].map((found) => documentOf(found, fields)))
  }
}

function documentOf({ id, accumulators }: Group, fields: Field[]): Document {
  const result: Document = { _id: id }
  fields.forEach(({ name }, at) => setOwn(result, name, accumulators[at]?.result()))
  return result
}
