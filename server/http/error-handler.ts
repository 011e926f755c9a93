import type { ErrorRequestHandler, RequestHandler } from "express"
import { ZodError } from "zod"
import { problems as en } from "../../shared/catalogue/en/problems.ts"
import { problems as fr } from "../../shared/catalogue/fr/problems.ts"
import type { Problem, ProblemCode } from "../../shared/problem.ts"
import type { AppContext } from "../context.ts"
import { AppError } from "../errors.ts"

const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  unsigned: 401,
  wrong_credentials: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  stale_thread: 409,
  stale_entry: 409,
  stale_state: 409,
  too_late_to_cancel: 409,
  not_answerable: 409,
  not_possible: 409,
  same_text_elsewhere: 409,
  picture_gone: 409,
  personal_data: 409,
  email_taken: 409,
  last_admin: 409,
  not_configured: 409,
  consent_denied: 409,
  consent_expired: 409,
  wrong_account: 409,
  network_refused: 502,
  payload_too_large: 413,
  reply_too_long: 422,
  not_a_picture: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} satisfies Record<ProblemCode, number>

/** A problem in the reader's language (RFC 9457). */
export function problemOf(
  code: ProblemCode,
  languages: string | undefined,
  more: Pick<Problem, "fields" | "extra"> = {},
): Problem {
  const words = (prefersEnglish(languages) ? en : fr)[code]
  return { type: `urn:parvis:problem:${code}`, status: STATUS[code], code, ...words, ...more }
}

/** French unless the browser asks for English first. */
const prefersEnglish = (languages: string | undefined): boolean =>
  /^\s*en\b/i.test(languages ?? "") || (/\ben\b/i.test(languages ?? "") && !/\bfr\b/i.test(languages ?? ""))

export const notFound: RequestHandler = () => {
  throw new AppError("not_found")
}

/** Turns whatever was thrown into problem details; what nobody foresaw is logged, and told without details. */
export function errorHandler({ log }: Pick<AppContext, "log">): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const { code, ...more } = toProblem(error)
    if (code === "internal") log.error({ err: error, method: req.method, path: req.path }, "request failed")
    const problem = problemOf(code, req.headers["accept-language"], more)
    res.status(problem.status).type("application/problem+json").json(problem)
  }
}

function toProblem(error: unknown): { code: ProblemCode } & Pick<Problem, "fields" | "extra"> {
  if (error instanceof ZodError) return { code: "invalid", fields: fieldsOf(error) }
  if (error instanceof AppError)
    return { code: error.code, ...(error.extra !== undefined && { extra: error.extra }) }
  // Express's own errors carry a status: no such file, malformed JSON, too large, unsupported charset.
  const status = error instanceof Error && "status" in error ? error.status : undefined
  if (status === 404) return { code: "not_found" }
  if (status === 413) return { code: "payload_too_large" }
  if (typeof status === "number" && status >= 400 && status < 500) return { code: "invalid" }
  return { code: "internal" }
}

function fieldsOf(error: ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.map(({ path, message }) => [path.join(".") || "body", message]))
}
