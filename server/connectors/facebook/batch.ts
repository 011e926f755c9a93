import { z } from "zod"
import { CallError, unreadable } from "./call-failure.ts"
import { type GraphCall } from "./graph-client.ts"
import { errorOf } from "./graph-error.ts"
import { refusalOf } from "./refusals.ts"

/** Graph's most for one batch (developers.facebook.com, "Batch requests"). */
const MOST_AT_ONCE = 50

const Answers = z.array(z.object({ code: z.number(), body: z.string() }).nullable())

export type Question = { path: string[]; params: Record<string, string | number> }
/** `body` may be an error of Graph that is about this question only. */
export type Answered = { status: number; body: unknown; at: Date }

/**
 * POST / with one GET for each question: one round trip for fifty, of which each counts for the limits.
 * Answers in the order of the questions; null for those that Graph had no time for.
 * @throws CallError also when the refusal of one question is about all of it: limits, the token, a bad moment
 */
export async function askTogether(
  call: GraphCall,
  questions: readonly Question[],
  signal: AbortSignal,
): Promise<(Answered | null)[]> {
  const answered: (Answered | null)[] = []
  for (let start = 0; start < questions.length; start += MOST_AT_ONCE) {
    const part = questions.slice(start, start + MOST_AT_ONCE)
    const batch = part.map(({ path, params }) => ({ method: "GET", relative_url: addressOf(path, params) }))
    const answer = await call({ method: "POST", path: [], params: { batch, include_headers: false } }, signal)
    const answers = Answers.safeParse(answer.body).data
    if (answers?.length !== part.length) throw unreadable("the answer does not match the batch")
    for (const one of answers) answered.push(one && { status: one.code, body: bodyOf(one), at: answer.at })
  }
  return answered
}

/** The library puts the parts of a batch together without encoding them. */
function addressOf(path: string[], params: Question["params"]): string {
  const query = Object.entries(params).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${path.join("/")}?${query.join("&")}`
}

function bodyOf({ code: status, body: text }: { code: number; body: string }): unknown {
  const body = parse(text)
  const failure = { kind: "refused", status, headers: {}, body } as const
  if (errorOf(body) && refusalOf(failure, "read", new Date()).outcome === "retry")
    throw new CallError(failure)
  return body
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
