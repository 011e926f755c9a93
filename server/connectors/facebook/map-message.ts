import { z } from "zod"
import type { AccountProfile, IncomingMessage } from "../incoming.ts"
import { type Mapped, mapElement, setApart, Unfit } from "./map-element.ts"
import { mapMessageMedia } from "./map-media.ts"
import { MessagePayload, type Person } from "./payloads.ts"
import { revisionOf } from "./revision.ts"

/** A message of a Messenger conversation, of either side. `people`: who takes part in the conversation. */
export const mapMessage = (
  raw: unknown,
  people: readonly Person[],
  account: AccountProfile,
  answeredAt: Date,
): Mapped => {
  if (Bare.safeParse(raw).success)
    return setApart(raw, "Facebook describes only the 20 newest messages of a conversation")
  return mapElement(raw, MessagePayload, (payload) => {
    const text = payload.message ?? ""
    const media = mapMessageMedia(payload)
    return {
      at: payload.created_time,
      message: directOf({
        id: payload.id,
        citizen: citizenOf(payload, people, account),
        fromAccount: payload.from.id === account.externalId,
        text,
        media,
        sentAt: payload.created_time,
        knownAt: answeredAt,
      }),
    }
  })
}

/** A message beyond those: Graph tells that it exists, and no more. A push may have brought it. */
const Bare = z.strictObject({ id: z.string(), created_time: z.string() })

/** The other side, who is the thread too: a Page and a person have one conversation. */
function citizenOf({ from, to }: MessagePayload, people: readonly Person[], account: AccountProfile): Person {
  const citizen = [from, ...(to?.data ?? []), ...people].find(({ id }) => id !== account.externalId)
  if (!citizen) throw new Unfit("to: our own message, and nothing tells to whom")
  return citizen
}

/** A direct message in our words, by whatever way it came. `citizen.id` is their number for this Page (PSID). */
export const directOf = (told: {
  id: string
  citizen: Person
  fromAccount: boolean
  text: string
  media: IncomingMessage["media"]
  sentAt: Date
  knownAt: Date
  parentId?: string | null | undefined
}): IncomingMessage => ({
  externalId: told.id,
  revision: revisionOf(told.text, told.media, told.knownAt),
  visibility: "direct",
  conversationKey: told.citizen.id,
  fromAccount: told.fromAccount,
  addressed: true,
  underOurs: false,
  isEncrypted: false,
  contact: { externalId: told.citizen.id, username: "", name: told.citizen.name ?? "" },
  text: told.text,
  sentAt: told.sentAt,
  permalink: null,
  parentExternalId: told.parentId ?? null,
  media: told.media,
})
