import { CommandError } from "../errors.ts"
import type { Document } from "../values/rank.ts"

/** What an expression reads while it runs: the document, and the variables in numbered slots. */
export type Frame = { root: unknown; slots: unknown[] }
export type Evaluate = (frame: Frame) => unknown
type CompileExpression = (expression: unknown, scope: Scope) => Evaluate
/** Compiles an operator's operand. */
export type CompileOperator = (
  operand: unknown,
  scope: Scope,
  compile: CompileExpression,
  name: string,
) => Evaluate

export type ScopeOptions = {
  /** The values of variables already known: a command's `let`, or the outer variables of a `$lookup`. */
  variables?: Document
  now?: Date
}

/**
 * The variables an expression may name. Slots are numbered by nesting, so that two variables in reach
 * never share one; a frame is used by one evaluation at a time and reused for the next.
 */
export class Scope {
  readonly now: Date
  private readonly slotOf: ReadonlyMap<string, number>
  private readonly shared: Frame

  constructor(slotOf: ReadonlyMap<string, number>, shared: Frame, now: Date) {
    this.slotOf = slotOf
    this.shared = shared
    this.now = now
  }

  /** The frame to evaluate one document with. */
  frame(root: unknown): Frame {
    this.shared.root = root
    return this.shared
  }

  /** The slot of a variable. @throws CommandError 17276 when there is none of that name. */
  slot(name: string): number {
    const slot = this.slotOf.get(name)
    if (slot === undefined) throw new CommandError(17276, `Use of undefined variable: ${name}`)
    return slot
  }

  /** A scope inside this one with further variables; the slots come back in the same order. */
  with(names: string[]): { scope: Scope; slots: number[] } {
    const slotOf = new Map(this.slotOf)
    let next = Math.max(-1, ...this.slotOf.values()) + 1
    const slots = names.map((name) => {
      checkName(name)
      slotOf.set(name, next)
      return next++
    })
    return { scope: new Scope(slotOf, this.shared, this.now), slots }
  }

  /** The values of all variables now, for a pipeline that runs inside this one. */
  values(frame: Frame): Document {
    return Object.fromEntries([...this.slotOf].map(([name, slot]) => [name, frame.slots[slot]]))
  }
}

function checkName(name: string): void {
  if (name === "CURRENT") return
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name))
    throw new CommandError(16867, `'${name}' starts with an invalid character for a user variable name`)
}

/** The outermost scope of a command. */
export function rootScope({ variables = {}, now = new Date() }: ScopeOptions = {}): Scope {
  const names = Object.keys(variables)
  const slotOf = new Map(names.map((name, slot) => [name, slot]))
  return new Scope(slotOf, { root: undefined, slots: names.map((name) => variables[name]) }, now)
}
