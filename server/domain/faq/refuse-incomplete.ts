import type { Entry } from "../../../shared/entry.ts"
import { AppError } from "../../errors.ts"

/**
 * A draft may miss anything; what a head reads, and a resident after them, may not.
 * @throws AppError invalid naming the empty fields
 */
export function refuseIncomplete(
  entry: Entry,
): asserts entry is Entry & { department: NonNullable<Entry["department"]> } {
  const fields = Object.fromEntries(
    (["question", "answer", "department"] as const)
      .filter((field) => !entry[field]?.trim())
      .map((field) => [field, "required"]),
  )
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields })
}
