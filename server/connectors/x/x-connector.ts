import { type Connector, ConnectorError } from "../connector.ts"
import type { AccountProfile } from "../incoming.ts"
import { abilitiesOf } from "./abilities.ts"
import { actOn } from "./act.ts"
import { CallError } from "./call-failure.ts"
import { findPublishedReply } from "./find-published.ts"
import { ProfileAnswer } from "./payloads.ts"
import { publishReply } from "./publish.ts"
import { recheckPosts } from "./recheck.ts"
import { type CallKind, refusalOf } from "./refusals.ts"
import { createSourceReader } from "./source-reader.ts"
import { planOf, type XSource } from "./sources.ts"
import { uploadPictures } from "./upload.ts"
import { createXCall, redact, unreadable, type XCredentials } from "./x-client.ts"

export type XConnectorOptions = {
  /** https://api.x.com, or any server that speaks X API v2, over http or https, at the root of its host. */
  apiUrl: string
  credentials: XCredentials
  /** How often each source may be polled at most. X's rate limits may ask for less. */
  pollMs: number
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
  const call = createXCall({ apiUrl, credentials, timeoutMs, ca })
  const readers = { mentions: createSourceReader(pollMs, now), directs: createSourceReader(pollMs, now) }
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

  const sources: readonly XSource[] = ["mentions", "directs"]
  return {
    network: "x",
    sources,
    identify: (signal) => orRefuse("read", () => identify(signal)),
    fetch: (source, cursor, signal) =>
      orRefuse("read", async () => {
        if (source !== "mentions" && source !== "directs") throw new Error(`X has no source ${source}`)
        const plan = planOf(source, { account: await account(signal), call, signal })
        return readers[source](plan, cursor)
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
  }
}
