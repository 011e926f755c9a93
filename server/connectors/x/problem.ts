import { z } from "zod"

/** The error bodies of X: problem+json (v2), `{errors:[{code,message}]}` (v1 style), OAuth's `{error}`. */
const Words = z.string().optional().catch(undefined)
const Problem = z.object({
  title: Words,
  detail: Words,
  type: Words,
  error: Words,
  error_description: Words,
  errors: z
    .array(
      z
        .object({
          code: z.number().optional().catch(undefined),
          message: Words,
          detail: Words,
          parameters: z.record(z.string(), z.unknown()).optional().catch(undefined),
        })
        .catch({}),
    )
    .optional()
    .catch(undefined),
})
type Problem = z.infer<typeof Problem>

const LONGEST = 500

const read = (body: unknown): Problem => Problem.safeParse(body).data ?? {}

/** X's own words about what went wrong; empty when the body is not X's (a proxy's page). */
export function errorWords(body: unknown): string {
  const { title, detail, type, errors = [], error, error_description } = read(body)
  const inner = errors.map((one) => one.message ?? one.detail)
  // The type is an address whose last part names the problem; the title often says it again.
  const name = type?.startsWith("http") ? type.split("/").at(-1) : undefined
  const words = [detail ?? error_description ?? title ?? error, ...inner]
    .filter((word) => word !== undefined && word !== "")
    .join(" ")
  return (name && words ? `${words} (${name})` : words).slice(0, LONGEST)
}

/** The numbers of the v1 error list, which some v2 answers still use. */
export const v1Codes = (body: unknown): number[] =>
  (read(body).errors ?? []).flatMap(({ code }) => code ?? [])

/** Whether the refusal is about this parameter. */
export function namesParameter(body: unknown, parameter: string): boolean {
  const errors = read(body).errors ?? []
  return errors.some(
    ({ parameters = {}, message = "" }) =>
      message.includes(parameter) || Object.keys(parameters).some((name) => name.endsWith(parameter)),
  )
}
