import type { AccountProfile, IncomingMessage } from "../incoming.ts"
import { type Mapped, mapElements, sentAt, Unfit } from "./map-element.ts"
import { mapMedia } from "./map-media.ts"
import { DirectPayload, type Page } from "./payloads.ts"
import { compareIds } from "./snowflake.ts"
import { readableText } from "./text.ts"

/** Both sides of the account's direct messages. Joins and leaves of groups are not messages and are left out. */
export function mapDirects(page: Page, account: AccountProfile): Mapped[] {
  const messages = { ...page, elements: page.elements.filter(isMessage) }
  const senders = sendersOf(messages, account)
  return mapElements(messages, DirectPayload, (event) => mapDirect(event, page, account, senders))
}

/** What does not say that it is something else may be a message. */
function isMessage(raw: unknown): boolean {
  const type = typeof raw === "object" && raw !== null && "event_type" in raw ? raw.event_type : null
  return typeof type !== "string" || type === "MessageCreate"
}

function mapDirect(
  event: DirectPayload,
  page: Page,
  account: AccountProfile,
  senders: ReadonlyMap<string, string>,
): IncomingMessage {
  const fromAccount = event.sender_id === account.externalId
  const contactId = fromAccount ? otherSide(event, account, senders) : event.sender_id
  const contact = contactId === account.externalId ? account : page.users.get(contactId)
  const links = event.entities?.urls ?? event.urls
  const at = sentAt(event.created_at, event.id)
  return {
    externalId: event.id,
    revision: { id: event.id, at },
    visibility: "direct",
    conversationKey: event.dm_conversation_id ?? conversationOf(account.externalId, contactId),
    fromAccount,
    addressed: true,
    underOurs: false,
    isEncrypted: false,
    // Unknown to this page: the person did not write in it, or X hides them. The id is enough to file it.
    contact: { externalId: contactId, username: contact?.username ?? "", name: contact?.name ?? "" },
    text: readableText(event.text ?? "", links, new Set(event.attachments?.media_keys)),
    sentAt: at,
    permalink: null,
    parentExternalId: null,
    media: mapMedia(event.attachments?.media_keys, page.media),
  }
}

/** The person we wrote to: the other half of a one-to-one conversation's id, or somebody else of the group. */
function otherSide(
  event: DirectPayload,
  account: AccountProfile,
  senders: ReadonlyMap<string, string>,
): string {
  const key = event.dm_conversation_id ?? ""
  const pair = key.split("-")
  if (pair.length === 2) return pair.find((id) => id !== account.externalId) ?? account.externalId
  const other = event.participant_ids?.find((id) => id !== account.externalId) ?? senders.get(key)
  if (!other) throw new Unfit("dm_conversation_id: our own message, and nothing tells to whom")
  return other
}

/** The last other person heard in each conversation of the page. */
function sendersOf(page: Page, account: AccountProfile): Map<string, string> {
  const events = page.elements.flatMap((raw) => DirectPayload.safeParse(raw).data ?? [])
  const heard = events.filter(({ sender_id }) => sender_id !== account.externalId).reverse()
  return new Map(heard.map((event) => [event.dm_conversation_id ?? "", event.sender_id]))
}

/** X names a one-to-one conversation by both ids, the smaller first. */
const conversationOf = (a: string, b: string): string => [a, b].sort(compareIds).join("-")
