import type { RefusalReason } from "../../shared/account.ts"
import type { Network, Visibility } from "../../shared/network.ts"

/** The city's own profile on a network, as the network names it. */
export type AccountProfile = { externalId: string; username: string; name: string }

/** What a connector reads. Each source has a cursor and a rate limit of its own. */
export type Source = "mentions" | "directs"

/** One message as the network gave it, in our words. Ids are opaque strings of the network. */
export type IncomingMessage = {
  externalId: string
  visibility: Visibility
  /** The network's name for the exchange: messages of one author with the same key are one thread. */
  conversationKey: string
  /** True when the account itself wrote it, here or in the network's own app. */
  fromAccount: boolean
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

/** What one poll brought, oldest message first. Save `cursor` only when all of it is stored. */
export type Batch = {
  messages: IncomingMessage[]
  unreadable: UnreadablePayload[]
  cursor: string | null
  /**
   * `cursors[i]`: where to start again once `unreadable` and `messages` up to `i` are stored. A backlog can be stored
   * in parts then: networks list only so much, and what a crash throws back may have left the list meanwhile.
   */
  cursors?: string[]
  /** The earliest time the network allows the next poll of this source. */
  nextPollAt: Date
}

/** A reply on its way out. */
export type OutgoingReply = {
  visibility: Visibility
  text: string
  /** The message it answers (public) or the last one of the exchange (direct). */
  parentExternalId: string
  conversationKey: string
  /** The citizen's id on the network. */
  recipientExternalId: string
}

/** One account on one network. Knows its client library and nothing else about Parvis. */
export type Connector = {
  network: Network
  sources: readonly Source[]
  /**
   * Who the credentials belong to: the proof that they work.
   * @throws ConnectorError
   */
  identify: (signal: AbortSignal) => Promise<AccountProfile>
  /**
   * Everything newer than the cursor (null: the first time).
   * @throws ConnectorError
   */
  fetch: (source: Source, cursor: string | null, signal: AbortSignal) => Promise<Batch>
  /**
   * Sends once, never retries.
   * @throws ConnectorError whose outcome says whether the network may have taken it
   */
  publish: (
    reply: OutgoingReply,
    signal: AbortSignal,
  ) => Promise<{ externalId: string; permalink: string | null }>
  /**
   * Looks for a reply whose fate is unknown in what the account itself published since `since`.
   * `taken` holds external ids already known to belong to other replies.
   * @throws ConnectorError
   */
  findPublished: (
    reply: OutgoingReply,
    since: Date,
    taken: ReadonlySet<string>,
    signal: AbortSignal,
  ) => Promise<{ externalId: string; permalink: string | null } | null>
}

/**
 * Says what may happen next; the library's own error rides along as `cause`, without credentials.
 * - `retry`: the network did not take it; try again at `retryAt`.
 * - `rejected`: the network refused for good.
 * - `unknown`: the network may have taken it. Look before trying again.
 */
export class ConnectorError extends Error {
  override name = "ConnectorError"
  readonly outcome: "retry" | "rejected" | "unknown"
  readonly reason: RefusalReason
  readonly retryAt: Date | null
  /** The network's own words, for people; never holds a token. */
  readonly detail: string

  constructor(
    outcome: ConnectorError["outcome"],
    reason: RefusalReason,
    options: { detail?: string; retryAt?: Date; cause?: unknown } = {},
  ) {
    super(`connector: ${outcome}, ${reason}${options.detail ? `: ${options.detail}` : ""}`, {
      cause: options.cause,
    })
    this.outcome = outcome
    this.reason = reason
    this.retryAt = options.retryAt ?? null
    this.detail = options.detail ?? ""
  }
}
