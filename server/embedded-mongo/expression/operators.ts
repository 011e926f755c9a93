import { arithmetic } from "./arithmetic.ts"
import { arrays } from "./arrays.ts"
import { conversions } from "./convert.ts"
import { dates } from "./dates.ts"
import type { Operators } from "./define.ts"
import { logic } from "./logic.ts"
import { objects } from "./objects.ts"
import { regexOperators } from "./regex-operators.ts"
import { sets } from "./sets.ts"
import { statistics } from "./statistics.ts"
import { strings } from "./strings.ts"

/** Every expression operator by name. */
export const operators: Operators = {
  ...logic,
  ...arithmetic,
  ...arrays,
  ...sets,
  ...strings,
  ...regexOperators,
  ...dates,
  ...conversions,
  ...objects,
  ...statistics,
}
