import type { AccountProfile } from "../incoming.ts"
import { type GraphCall } from "./graph-client.ts"
import { type ListPage, pagesOf } from "./list-pages.ts"
import { type Mapped, setApart, wordsOf } from "./map-element.ts"
import { mapMessage } from "./map-message.ts"
import { ConversationPayload, readList } from "./payloads.ts"

const MESSAGE_FIELDS = "id,created_time,from,to,message,attachments"
/** Graph describes only the 20 newest messages of a conversation in the list of conversations. */
const IN_DETAIL = 20
/** Conversations with their messages weigh much: fewer of them a page. */
const CONVERSATIONS = 25

export type DirectReading = { account: AccountProfile; call: GraphCall; signal: AbortSignal; since: Date }

/**
 * GET /{page}/conversations: the conversations that moved since then, the last moved first, and their messages since.
 * Graph takes no time here, so the list is read back until it is older. `params`: which conversations.
 * @throws CallError
 */
export async function readDirects(
  reading: DirectReading,
  params: { user_id?: string } = {},
): Promise<Mapped[]> {
  const { account, call, signal, since } = reading
  const found: Mapped[] = []
  const fields = `id,updated_time,participants,messages.limit(${IN_DETAIL}){${MESSAGE_FIELDS}}`
  const path = [account.externalId, "conversations"]
  const query = { platform: "messenger", fields, limit: CONVERSATIONS, ...params }
  for await (const page of pagesOf(call, path, query, signal)) {
    let isOlder = false
    for (const raw of page.elements) {
      const parsed = ConversationPayload.safeParse(raw)
      if (!parsed.success) found.push(setApart(raw, wordsOf(parsed.error)))
      else if (parsed.data.updated_time < since) isOlder = true
      else found.push(...(await messagesOf(parsed.data, page.at, reading)))
    }
    if (isOlder) break
  }
  return found.filter(({ at }) => at === null || at >= since)
}

/** The messages that came with their conversation, or the whole list when they do not reach back far enough. */
async function messagesOf(
  conversation: ConversationPayload,
  answeredAt: Date,
  { account, call, signal, since }: DirectReading,
): Promise<Mapped[]> {
  const people = conversation.participants?.data ?? []
  const mapAll = ({ elements, at }: Pick<ListPage, "elements" | "at">) =>
    elements.map((raw) => mapMessage(raw, people, account, at))
  const reachesBack = (mapped: Mapped[]) => mapped.some(({ at }) => at !== null && at < since)

  const nested = readList(conversation.messages)
  const listed = nested ? mapAll({ elements: nested.elements, at: answeredAt }) : []
  const isWhole = nested?.after === null && nested.elements.length < IN_DETAIL
  if (isWhole || reachesBack(listed)) return listed
  const found: Mapped[] = []
  for await (const page of pagesOf(call, [conversation.id, "messages"], { fields: MESSAGE_FIELDS }, signal)) {
    const mapped = mapAll(page)
    found.push(...mapped)
    if (reachesBack(mapped)) break
  }
  return found
}
