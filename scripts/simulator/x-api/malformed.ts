import { type ApiReply } from "./reply.ts"

/** Ways a post breaks its contract, each seen or plausible: they take turns. */
const VARIANTS: ((id: string) => object)[] = [
  (id) => ({ id, author_id: 42, created_at: "hier soir", edit_history_tweet_ids: "aucune" }),
  (id) => ({ id, text: null, author_id: "2244994945", edit_history_tweet_ids: [id] }),
  (id) => ({ id, text: { fr: "Bonjour" }, created_at: 1795428672, author_id: null }),
  (id) => ({ identifier: id, text: "@VilleDeParvis un message sans id", author_id: "" }),
]

/** Whether an answer is a page with something on it, among which a bad post can be slipped. */
export function hasPosts({ status, body }: ApiReply): boolean {
  const { data } = body as { data?: unknown }
  return status === 200 && Array.isArray(data) && data.length > 0
}

/** Slips a post that breaks the contract among the good ones of a page. */
export function withMalformedPost(reply: ApiReply, id: string, turn: number): ApiReply {
  const body = reply.body as { data: unknown[]; meta?: object }
  const data = [VARIANTS[turn % VARIANTS.length]!(id), ...body.data]
  return {
    ...reply,
    body: { ...body, data, meta: { ...body.meta, newest_id: id, result_count: data.length } },
  }
}
