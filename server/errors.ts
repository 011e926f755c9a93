import type { ProblemCode } from "../shared/problem.ts"

/** A request that cannot be met, for a reason a person can understand. Becomes problem details at the edge. */
export class AppError extends Error {
  override name = "AppError"
  readonly code: ProblemCode
  readonly extra: unknown

  constructor(code: ProblemCode, extra?: unknown) {
    super(code)
    this.code = code
    this.extra = extra
  }
}
