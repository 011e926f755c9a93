import type { z } from "zod"
import { Problem, type ProblemCode } from "../../shared/problem.ts"
import { learnServerTime } from "./clock.ts"
import { markSessionExpired } from "./session.ts"

/** A request that the server refused, or that never reached it (`offline`). */
export class RequestError extends Error {
  override name = "RequestError"
  readonly code: ProblemCode | "offline"
  readonly problem: Problem | null
  constructor(code: ProblemCode | "offline", problem: Problem | null, cause?: unknown) {
    super(`request: ${code}`, { cause })
    this.code = code
    this.problem = problem
  }
}

/** The code of whatever went wrong; a fault of our own counts as `internal`. */
export function codeOf(error: unknown): ProblemCode | "offline" {
  return error instanceof RequestError ? error.code : "internal"
}

type Method = "GET" | "POST" | "PUT" | "DELETE"
type Options<T> = {
  body?: unknown
  file?: File
  schema?: z.ZodType<T>
  signal?: AbortSignal
  keepalive?: boolean
}

/** One call to the server: the answer fits its schema, or a `RequestError` says why not. */
export async function request<T>(method: Method, path: string, options: Options<T> = {}): Promise<T> {
  const { body, file, schema, signal, keepalive } = options
  const asked = Date.now()
  const response = await fetch(path, {
    method,
    credentials: "same-origin",
    // The server takes unsafe methods only with this header: no other site's form can send it.
    ...(method !== "GET" && { headers: { "content-type": file?.type ?? "application/json" } }),
    ...(file && { body: file }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
    ...(keepalive && { keepalive }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new RequestError("offline", null, error)
  })
  learnServerTime(response.headers.get("date"), asked)
  if (!response.ok) throw await refusal(response)
  if (!schema || response.status === 204) return undefined as T
  return schema.parse(await response.json())
}

async function refusal(response: Response): Promise<RequestError> {
  const problem = Problem.safeParse(await response.json().catch(() => null))
  if (problem.success) {
    if (problem.data.code === "unauthenticated") markSessionExpired(true)
    return new RequestError(problem.data.code, problem.data)
  }
  return new RequestError(response.status >= 502 ? "unavailable" : "internal", null)
}

/** Reads, and checks what came. */
export const getJson = <T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T> =>
  request("GET", path, { schema, ...(signal && { signal }) })
