import { type Connector, ConnectorError } from "../connector.ts"
import type { AccountProfile, Batch } from "../incoming.ts"
import { abilitiesOf } from "./abilities.ts"
import { actOn } from "./act.ts"
import { CallError } from "./call-failure.ts"
import { createMeter } from "./meter.ts"
import { createConversations } from "./conversations.ts"
import { findPublishedReply } from "./find-published.ts"
import { ProfileAnswer } from "./payloads.ts"
import { publishReply } from "./publish.ts"
import { recheckPosts } from "./recheck.ts"
import { listeningTo } from "./keywords.ts"
import { readTogether } from "./read-together.ts"
import { type CallKind, refusalOf } from "./refusals.ts"
import { createSourceReader } from "./source-reader.ts"
import { directs, mentions, type Reading, search, X_SOURCES, type XSource } from "./sources.ts"
import { uploadPictures } from "./upload.ts"
import { createXCall, redact, unreadable, type XCredentials } from "./x-client.ts"

export type XConnectorOptions = {
  /** https://api.x.com, or any server that speaks X API v2, over http or https, at the root of its host. */
  apiUrl: string
  credentials: XCredentials
  /** How often each source may be polled at most. X's rate limits may ask for less. */
  pollMs: number
  /** At most how often what is not said to the account is searched for. */
  searchPollMs?: number
  /** Words that X is searched for, each a word or a phrase. None: nothing is. */
  keywords?: (accountExternalId: string) => Promise<readonly string[]>
  now?: () => Date
  /** The longest a call may take, from its first byte to its last. */
  timeoutMs?: number
  /** PEM of an authority to trust besides the usual ones. */
  ca?: string
}

/**
 * One account on X, through the official client library.
 * @throws Error when `apiUrl` cannot be the address of such a server
 */
export function createXConnector(options: XConnectorOptions): Connector {
  const { apiUrl, credentials, pollMs, now = () => new Date(), timeoutMs = 15_000, ca } = options
  const { keywords = () => Promise.resolve([]), searchPollMs = 60_000 } = options
  const meter = createMeter(now)
  const call = meter.listen(createXCall({ apiUrl, credentials, timeoutMs, ca }))
  const readSource = createSourceReader(pollMs, now)
  // Searches find what nobody said to the city: it may wait a little, and each post found is paid for.
  const searchMs = Math.max(pollMs, searchPollMs)
  const readSearch = createSourceReader(searchMs, now)
  const conversations = createConversations()
  let known: AccountProfile | null = null

  /** GET /2/users/me */
  const identify = async (signal: AbortSignal): Promise<AccountProfile> => {
    const answer = await call(
      { method: "GET", path: "users/me", query: { "user.fields": "name,username" } },
      signal,
    )
    const profile = ProfileAnswer.safeParse(answer.body).data?.data
    if (!profile) throw unreadable(answer, "the answer is not a profile")
    known = { externalId: profile.id, username: profile.username, name: profile.name ?? profile.username }
    return known
  }
  const account = async (signal: AbortSignal) => known ?? (await identify(signal))

  const orRefuse = async <T>(kind: CallKind, step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      const { outcome, reason, detail, retryAt } = refusalOf(error.failure, kind, now())
      throw new ConnectorError(outcome, reason, {
        detail: redact(detail, credentials),
        cause: error.cause,
        ...(retryAt && { retryAt }),
      })
    }
  }

  const fetch = async (source: XSource, cursor: string | null, signal: AbortSignal): Promise<Batch> => {
    const reading = { account: await account(signal), call, signal, now: now() }
    switch (source) {
      case "mentions":
        return readSource(mentions(reading), cursor)
      case "directs":
        return readSource(directs(reading), cursor)
      case "comments":
        return readSearches(await conversations(reading), reading, cursor)
      case "listening": {
        const words = await keywords(reading.account.externalId)
        return readSearches(listeningTo(words, reading.account), reading, cursor)
      }
    }
  }
  const readSearches = (queries: readonly string[], reading: Reading, cursor: string | null) => {
    const nextPollAt = new Date(reading.now.getTime() + searchMs)
    const nothing = { messages: [], removals: [], unreadable: [], cursor, reached: "all" as const }
    const quiet = { ...nothing, nextPollAt, isUnasked: queries.length === 0 }
    return readTogether(
      queries.map((words) => search(words, reading)),
      cursor,
      readSearch,
      quiet,
    )
  }

  return {
    network: "x",
    sources: X_SOURCES,
    identify: (signal) => orRefuse("read", () => identify(signal)),
    fetch: (source, cursor, signal) =>
      orRefuse("read", async () => {
        const ours = X_SOURCES.find((one) => one === source)
        if (!ours) throw new Error(`X has no source ${source}`)
        return fetch(ours, cursor, signal)
      }),
    publish: async (reply, signal) => {
      const isPublic = reply.visibility === "public"
      const category = isPublic ? "tweet_image" : "dm_image"
      const mediaIds = await orRefuse("upload", () => uploadPictures(call, reply.pictures, category, signal))
      return orRefuse(isPublic ? "post" : "direct", () =>
        publishReply(call, reply, mediaIds, known?.username, signal),
      )
    },
    findPublished: (reply, since, taken, signal) =>
      orRefuse("read", async () =>
        findPublishedReply({ call, account: await account(signal), reply, since, taken, signal }),
      ),
    abilities: abilitiesOf,
    act: (effect, signal) => orRefuse("post", () => actOn(call, effect, signal)),
    recheck: (ids, signal) =>
      orRefuse("read", async () =>
        recheckPosts(ids, { call, account: await account(signal), signal, now: now() }),
      ),
    meter: () => meter.read(),
  }
}
