import type { Visibility } from "../../shared/network.ts"
import type { Revision } from "../../shared/revision.ts"

/** The city's own profile on a network, as the network names it. */
export type AccountProfile = { externalId: string; username: string; name: string }

/** One message as the network gave it, in our words. Ids are opaque strings of the network. */
export type IncomingMessage = {
  /** Of its first version: editing does not change it. */
  externalId: string
  /** Which version these words are. The latest by time, then by id, is what people see. */
  revision: Revision
  visibility: Visibility
  /** The network's name for the exchange: messages of one author with the same key are one thread. */
  conversationKey: string
  /** True when the account itself wrote it, here or in the network's own app. */
  fromAccount: boolean
  /** False when the city only overheard it: nobody addressed the account. */
  addressed: boolean
  /** True when it is said under something the account published, where the account may moderate. */
  underOurs: boolean
  /** True when only the network's own app can show its words. */
  isEncrypted: boolean
  /** Who writes; for our own direct messages, the citizen on the other side. */
  contact: AccountProfile
  text: string
  /** The network's clock. */
  sentAt: Date
  /** Address of the message on the network, when it has one. */
  permalink: string | null
  /** What it answers, when it answers something. */
  parentExternalId: string | null
  media: IncomingMedia[]
}

export type IncomingMedia = { kind: "photo" | "video" | "gif"; url: string | null; altText: string | null }

/** An element of an upstream payload that did not fit its contract. Kept whole, so that a person can look. */
export type UnreadablePayload = { externalId: string | null; raw: unknown; problem: string }

/** A message that its author, or the network, took away. */
export type Removal = { externalId: string; at: Date }

/** What a person noted of a call. Its words are the person's, its number stays out of them. */
export type NotedCall = {
  /** Made where it was noted: the same one again is the same call. */
  id: string
  at: Date
  /** What the caller is known by: the same for the same number, and never the number. */
  callerKey: string
  callerName: string
  request: string
  /** Where it is about; empty when it was not said. */
  place: string
  /** What was answered at once; empty when nothing was. */
  answer: string
  /** To call back (E.164), only so that it can be kept out of the words. */
  number: string | null
}

/** What a person noted of calling back, in the exchange that the call began. */
export type NotedCallback = Pick<NotedCall, "id" | "at" | "callerKey" | "number"> & {
  conversationKey: string
  text: string
}

/** What a network told, by whatever way, oldest message first. All of it may be told again. */
export type News = {
  messages: IncomingMessage[]
  removals: Removal[]
  unreadable: UnreadablePayload[]
}

/** What one poll brought. Save `cursor` only when all of it is stored. */
export type Batch = News & {
  cursor: string | null
  /**
   * `cursors[i]`: where to start again once `unreadable` and `messages` up to `i` are stored. A backlog can be stored
   * in parts then: networks list only so much, and what a crash throws back may have left the list meanwhile.
   */
  cursors?: string[]
  /** The earliest time the network allows the next poll of this source. */
  nextPollAt: Date
  /**
   * Whether anything is missing between the cursor it was asked with and now. `all`: nothing; `more`: what is older is
   * still to be read, from the new cursor; `lost`: the network does not list that far back.
   */
  reached: "all" | "more" | "lost"
  /** There was nothing to ask the network for, so that nothing was: it says nothing about the connection. */
  isUnasked?: boolean
}
