import type { Ability, MessageAct } from "../../shared/ability.ts"
import type { RefusalReason } from "../../shared/account.ts"
import type { Quota, SourceName } from "../../shared/account-health.ts"
import type { Network, Visibility } from "../../shared/network.ts"
import type { AccountProfile, Batch, IncomingMessage, News, NotedCall, NotedCallback } from "./incoming.ts"

/**
 * What a connector reads. Each source has a cursor and a rate limit of its own.
 * `mentions`: who addresses the account. `posts`: what is written on the account's own page. `comments`: what is said
 * under it, or in our exchanges. `directs`: private messages. `listening`: words that name the city, not the account.
 */
export type Source = SourceName

/** A picture on its way out: a JPEG that Parvis encoded, 2 MB and 2048 pixels a side at most. */
export type OutgoingPicture = {
  bytes: Buffer
  mime: string
  /** Empty when nobody wrote one. */
  altText: string
}

/** A reply on its way out. */
export type OutgoingReply = {
  visibility: Visibility
  /** Empty only beside a picture. */
  text: string
  /** As many, and beside words or not, as `pictureLimitOf` allows. */
  pictures: readonly OutgoingPicture[]
  /** The message it answers (public) or the last one of the exchange (direct). */
  parentExternalId: string
  /** When that message was written: networks close exchanges after some time. */
  parentSentAt: Date
  conversationKey: string
  /** The citizen's id on the network. */
  recipientExternalId: string
  /** True for the one direct message that answers a public comment. */
  isPrivateReply: boolean
}

/** What decides what may be done about a message. */
export type Target = {
  visibility: Visibility
  fromAccount: boolean
  addressed: boolean
  underOurs: boolean
  isEncrypted: boolean
  sentAt: Date
  /** When the citizen last wrote in the exchange. */
  lastInboundAt: Date
  /** Whether the one private reply to it has left. */
  hasPrivateReply: boolean
}

/** Something done to a message that may be done twice without harm. */
export type Effect = MessageAct & { externalId: string }

/** What the network's last answers told of its limits, and what the calls since the last reading cost. */
export type MeterReading = { quotas: Quota[]; spentUsd: number }

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
   * Sends once, never retries. Pictures are uploaded first, which publishes nothing: an upload that fails in whatever
   * way is `retry`, or `rejected`, and never `unknown`. Only the call that publishes may end as `unknown`.
   * @throws ConnectorError whose outcome says whether the network may have taken it
   */
  publish: (
    reply: OutgoingReply,
    signal: AbortSignal,
  ) => Promise<{ externalId: string; permalink: string | null }>
  /**
   * Looks for a reply whose fate is unknown in what the account itself published since `since`.
   * One with pictures is told by its words and by how many pictures it shows; their bytes are not compared.
   * `taken` holds external ids already known to belong to other replies.
   * @throws ConnectorError
   */
  findPublished: (
    reply: OutgoingReply,
    since: Date,
    taken: ReadonlySet<string>,
    signal: AbortSignal,
  ) => Promise<{ externalId: string; permalink: string | null } | null>
  /** What may be done about a message now, and why not. Asks nobody. */
  abilities: (target: Target, now: Date) => Ability[]
  /**
   * Does something to a message; resolves also when it was done already, or when the message is gone.
   * @throws ConnectorError
   */
  act: (effect: Effect, signal: AbortSignal) => Promise<void>
  /**
   * How messages that are known here stand on the network now: new versions and removals. Up to 100 at once.
   * @throws ConnectorError
   */
  recheck: (externalIds: readonly string[], signal: AbortSignal) => Promise<News>
  /** On a network that nothing can be read from: people note what was said on it. */
  noting?: Noting
  /** Reads the meter, and sets what was spent back to nothing. */
  meter: () => MeterReading
}

/** Turns what a person noted into messages. The same notes again are the same messages. Asks nobody. */
export type Noting = {
  /**
   * What the caller said, then what was answered, if something was.
   * @throws ZodError when it says nothing, or too much
   */
  call: (noted: NotedCall) => IncomingMessage[]
  /** @throws ZodError when it says nothing, or too much */
  callback: (noted: NotedCallback) => IncomingMessage
}

/** One network pushed something about one of its accounts. */
export type Push = News & {
  accountExternalId: string
  /** The account took our access away, or the network did. */
  revoked: boolean
}

/** What a network pushes to us. One per network, as its signature belongs to the application and not to an account. */
export type Webhook = {
  network: Network
  /** The answer to the network's question whether the address is ours; null when the request asks something else. */
  challenge: (query: URLSearchParams) => { status: number; contentType: string; body: string } | null
  /** Whether the network signed exactly these bytes. `headers` have lower-case names. */
  isGenuine: (body: Buffer, headers: Record<string, string | undefined>) => boolean
  /**
   * The person who asked, through the network, to be forgotten here; null when the network did not say so. Absent where
   * the network passes no such requests on.
   */
  readDeletion?: (form: Buffer) => { personExternalId: string } | null
  /** What the bytes say about the accounts that are known here. Never throws: what does not fit is set apart. */
  read: (body: Buffer, accounts: readonly AccountProfile[]) => Push[]
}

/** An account that a stream is to listen for, and the words that are searched for it. */
export type Listener = AccountProfile & { keywords: readonly string[] }

/** What a network tells over a connection that stays open. One per network, as it belongs to the application. */
export type Stream = {
  network: Network
  /**
   * Tells the network what to send. May be done while it listens.
   * @throws ConnectorError
   */
  listenFor: (listeners: readonly Listener[], signal: AbortSignal) => Promise<void>
  /**
   * Listens until the connection ends, or the signal aborts; `tell` is given one push after the other.
   * @throws ConnectorError when it cannot begin, or ended
   */
  run: (
    listeners: readonly Listener[],
    tell: (push: Push) => Promise<void>,
    signal: AbortSignal,
  ) => Promise<void>
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
