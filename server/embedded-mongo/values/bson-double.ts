import { Double } from "bson"

const INT32_MIN = -0x80000000
const INT32_MAX = 0x7fffffff

/** A double whose value reads as an int32 is wrapped, so that it is written back as a double. */
export function double(value: number): number | Double {
  const readsAsInt = Number.isInteger(value) && value >= INT32_MIN && value <= INT32_MAX
  return readsAsInt && !Object.is(value, -0) ? new Double(value) : value
}
