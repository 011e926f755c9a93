import { unreadable } from "./call-failure.ts"
import { type GraphAnswer, type GraphCall } from "./graph-client.ts"
import { type List, readList } from "./payloads.ts"

/** Graph's most for one page of a list. */
export const PAGE = 100

export type ListPage = List & Pick<GraphAnswer, "at">

/**
 * The pages of a list, in Graph's order. The next page is asked for by its cursor, never by the address that Graph
 * gives: that holds the token, lacks the proof, and may lead elsewhere.
 * @throws CallError
 */
export async function* pagesOf(
  call: GraphCall,
  path: string[],
  params: Record<string, unknown>,
  signal: AbortSignal,
): AsyncGenerator<ListPage> {
  const asked = new Set<string>()
  for (let after: string | null = null; ;) {
    const answer = await call(
      { method: "GET", path, params: { limit: PAGE, ...params, ...(after !== null && { after }) } },
      signal,
    )
    const list = readList(answer.body)
    if (!list) throw unreadable("the answer is not a list")
    yield { ...list, at: answer.at }
    if (list.after === null) return
    if (asked.has(list.after)) throw unreadable("the pages lead in a circle")
    after = list.after
    asked.add(after)
  }
}

export const toSeconds = (time: Date): number => Math.floor(time.getTime() / 1000)
