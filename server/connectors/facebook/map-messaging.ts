import { z } from "zod"
import type { AccountProfile, IncomingMedia } from "../incoming.ts"
import { type Told } from "./map-change.ts"
import { Unfit } from "./map-element.ts"
import { mediaOf } from "./map-media.ts"
import { directOf } from "./map-message.ts"
import { EditEvent, MessageEvent } from "./webhook-payloads.ts"

const Anything = z.record(z.string(), z.unknown())

/** What Messenger tells besides words: that something was read, a button pressed, a thread handed over. */
const WORDLESS = [
  "delivery",
  "read",
  "reaction",
  "postback",
  "optin",
  "referral",
  "account_linking",
  "pass_thread_control",
  "take_thread_control",
  "request_thread_control",
  "app_roles",
  "policy_enforcement",
]

/**
 * One event of a Messenger conversation, also of one that another application answers (`standby`).
 * @throws ZodError, Unfit when it does not fit
 */
export function readMessaging(raw: unknown, account: AccountProfile): Told {
  const kinds = Object.keys(Anything.parse(raw))
  if (kinds.includes("message")) return messageOf(MessageEvent.parse(raw), account)
  if (kinds.includes("message_edit")) return editOf(EditEvent.parse(raw), account)
  if (kinds.some((kind) => WORDLESS.includes(kind))) return {}
  throw new Unfit(`element: an event of an unknown kind (${kinds.join(", ").slice(0, 200)})`)
}

function messageOf(
  { sender, recipient, timestamp, message }: z.infer<typeof MessageEvent>,
  account: AccountProfile,
) {
  const fromAccount = message.is_echo === true || sender.id === account.externalId
  return {
    message: directOf({
      id: message.mid,
      citizen: fromAccount ? recipient : sender,
      fromAccount,
      text: message.text ?? "",
      media: (message.attachments ?? []).flatMap(({ type, payload }) => mediaFor(type, payload?.url)),
      sentAt: timestamp,
      knownAt: timestamp,
      parentId: message.reply_to?.mid,
    }),
  }
}

/** A citizen wrote a message anew. When it was first written is not told; should it be unknown, this is its time. */
function editOf(
  { sender, recipient, timestamp, message_edit }: z.infer<typeof EditEvent>,
  account: AccountProfile,
) {
  const fromAccount = sender.id === account.externalId
  return {
    message: directOf({
      id: message_edit.mid,
      citizen: fromAccount ? recipient : sender,
      fromAccount,
      text: message_edit.text,
      media: [],
      sentAt: timestamp,
      knownAt: timestamp,
    }),
  }
}

function mediaFor(type: string, url: string | null | undefined): IncomingMedia[] {
  if (type === "image") return [mediaOf("photo", url)]
  return type === "video" ? [mediaOf("video", url)] : []
}
