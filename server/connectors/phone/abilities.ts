import { type Ability, Action } from "../../../shared/ability.ts"

/** A call is answered by calling back, and nothing else can be done to what was said aloud. */
export const phoneAbilities = (): Ability[] =>
  Action.options.map((action) => ({
    action,
    refusal: action === "reply" ? "by_phone" : "not_offered",
    until: null,
  }))
