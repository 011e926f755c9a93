import { z } from "zod"
import type { AccountProfile, News } from "../incoming.ts"

/** An end-to-end encrypted message (docs.x.com, "Chat"): nobody but the two people can read its words. */
const Chat = z.object({
  id: z.string().min(1),
  created_at_msec: z.string().regex(/^\d{1,16}$/),
  sender_id: z.string(),
  conversation_id: z.string(),
})

/** Where the city reads it. */
const CHAT_ADDRESS = "https://x.com/messages"

/** Tells that something was written, and where it can be read. */
export function mapChat(payload: unknown, account: AccountProfile): News {
  const { data: chat, error } = Chat.safeParse(payload)
  if (!chat) {
    const problem = error.issues[0]?.message ?? "is not a chat message"
    return { messages: [], removals: [], unreadable: [{ externalId: null, raw: payload, problem }] }
  }
  if (chat.sender_id === account.externalId) return { messages: [], removals: [], unreadable: [] }
  const sentAt = new Date(Number(chat.created_at_msec))
  const externalId = `chat:${chat.id}`
  const message = {
    externalId,
    revision: { id: externalId, at: sentAt },
    visibility: "direct" as const,
    conversationKey: `chat-${chat.conversation_id.replaceAll(":", "-")}`,
    fromAccount: false,
    addressed: true,
    underOurs: false,
    isEncrypted: true,
    contact: { externalId: chat.sender_id, username: "", name: "" },
    text: "",
    sentAt,
    permalink: CHAT_ADDRESS,
    parentExternalId: null,
    media: [],
  }
  return { messages: [message], removals: [], unreadable: [] }
}
