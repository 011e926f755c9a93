import { type GraphReply } from "./respond.ts"

/** Ways an object breaks its contract, each seen or plausible: they take turns. */
const VARIANTS: ((id: string) => object)[] = [
  (id) => ({ id, created_time: "hier soir", from: "Marie", message: 42 }),
  (id) => ({ id: Number(id.split("_")[0]), message: null, created_time: 1795428672 }),
  (id) => ({ message: "Un message sans identifiant", created_time: null, from: [id] }),
  (id) => ({ id, from: { name: "Personne" }, message: { fr: "Bonjour" }, created_time: {} }),
]

/** Whether an answer is a list with something on it, among which a bad object can be slipped. */
export function isFilledList({ status, body }: GraphReply): boolean {
  const data = (body as { data?: unknown } | null)?.data
  return status === 200 && Array.isArray(data) && data.length > 0
}

/** Slips an object that breaks the contract among the good ones of a list. */
export function withMalformed(reply: GraphReply, id: string, turn: number): GraphReply {
  const body = reply.body as { data: unknown[] }
  return { ...reply, body: { ...body, data: [VARIANTS[turn % VARIANTS.length]!(id), ...body.data] } }
}
