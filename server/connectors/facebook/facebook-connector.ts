import { type Connector, ConnectorError } from "../connector.ts"
import type { AccountProfile, Batch } from "../incoming.ts"
import { abilitiesOf } from "./abilities.ts"
import { actOn } from "./act.ts"
import { CallError, unreadable } from "./call-failure.ts"
import { findPublishedReply } from "./find-published.ts"
import { createGraphCall, type GraphCall } from "./graph-client.ts"
import { PageProfile } from "./payloads.ts"
import { publishReply } from "./publish.ts"
import { recheckAll } from "./recheck.ts"
import { type CallKind, refusalOf } from "./refusals.ts"
import { newsSince, readFrom } from "./source-cursor.ts"
import { FACEBOOK_SOURCES, type FacebookSource, readSource } from "./sources.ts"
import { uploadAttachment, uploadPhoto } from "./upload.ts"
import { type Bucket, createUsageGate } from "./usage.ts"
import { createWriteGate } from "./write-gate.ts"

export type FacebookConnectorOptions = {
  /** https://graph.facebook.com, or any server that speaks the Graph API, over http or https, at the root of its host. */
  apiUrl: string
  /** The Page the token must belong to. Without it, the token says which. */
  pageId?: string
  pageToken: string
  /** Of the application: proves with each call that the token was not stolen. */
  appSecret: string
  /** How often each source may be polled at most. Facebook's limits may ask for less. */
  pollMs: number
  now?: () => Date
  /** The longest a call may take, from its first byte to its last. */
  timeoutMs?: number
  /** How many public replies may leave a minute: many equal ones at once look like abuse. */
  replyPacePerMinute?: number
  /** PEM of an authority to trust besides the usual ones. */
  ca?: string
}

/**
 * One Page on Facebook with its Messenger, through Meta's client library.
 * @throws Error when `apiUrl` cannot be the address of such a server
 */
export function createFacebookConnector(options: FacebookConnectorOptions): Connector {
  const { pollMs, now = () => new Date(), timeoutMs = 15_000, replyPacePerMinute = 30 } = options
  const graph = createGraphCall({ ...options, timeoutMs }, now)
  const usage = createUsageGate(now)
  const writes = createWriteGate(replyPacePerMinute, now)
  let known: AccountProfile | null = null

  /** A call that is not made when Facebook has had enough, and that listens to what the answer says about it. */
  const callFor =
    (bucket: Bucket): GraphCall =>
    async (request, signal) => {
      const until = usage.closedUntil(bucket)
      if (until)
        throw new CallError({
          kind: "held",
          reason: "rate_limited",
          until,
          detail: "Facebook's limit is near",
        })
      try {
        const answer = await graph(request, signal)
        usage.note(answer.headers)
        return answer
      } catch (error) {
        if (error instanceof CallError && error.failure.kind === "refused") usage.note(error.failure.headers)
        throw error
      }
    }
  const calls = { pages: callFor("pages"), messenger: callFor("messenger") }

  /** GET /me, which is the Page when the token is a Page's. */
  const identify = async (signal: AbortSignal): Promise<AccountProfile> => {
    const answer = await calls.pages(
      { method: "GET", path: ["me"], params: { fields: "id,name,username" } },
      signal,
    )
    const profile = PageProfile.safeParse(answer.body).data
    if (!profile) throw unreadable("the answer is not a Page")
    if (options.pageId !== undefined && profile.id !== options.pageId)
      throw new ConnectorError("retry", "token_rejected", {
        detail: `the token belongs to ${profile.name ?? profile.id} and not to the Page ${options.pageId}`,
      })
    // A Page without a user name is reached by its number.
    const username = profile.username ?? profile.id
    known = { externalId: profile.id, username, name: profile.name ?? username }
    return known
  }
  const account = async (signal: AbortSignal) => known ?? (await identify(signal))

  const fetch = async (
    source: FacebookSource,
    cursor: string | null,
    signal: AbortSignal,
  ): Promise<Batch> => {
    const bucket = source === "directs" ? "messenger" : "pages"
    const since = readFrom(cursor, now())
    const reading = { account: await account(signal), call: calls[bucket], signal, since }
    const mapped = await readSource(source, reading)
    const nextPollAt = usage.nextPollAt(bucket, pollMs)
    // Graph's lists go back as far as there is something, and are read to their end or not at all.
    return { ...newsSince(cursor, mapped, now()), nextPollAt, reached: "all" }
  }

  const orRefuse = async <T>(kind: CallKind, step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      const { outcome, reason, detail, retryAt } = refusalOf(error.failure, kind, now())
      throw new ConnectorError(outcome, reason, {
        detail: redact(detail, options),
        cause: error.cause,
        ...(retryAt && { retryAt }),
      })
    }
  }

  return {
    network: "facebook",
    sources: FACEBOOK_SOURCES,
    identify: (signal) => orRefuse("read", () => identify(signal)),
    fetch: (source, cursor, signal) =>
      orRefuse("read", async () => {
        const ours = FACEBOOK_SOURCES.find((one) => one === source)
        if (!ours) throw new Error(`Facebook has no source ${source}`)
        return fetch(ours, cursor, signal)
      }),
    publish: async (reply, signal) => {
      const pageId = options.pageId ?? (await orRefuse("read", () => account(signal))).externalId
      const isPublic = reply.visibility === "public" && !reply.isPrivateReply
      const call = calls[isPublic ? "pages" : "messenger"]
      const upload = isPublic ? uploadPhoto : uploadAttachment
      return orRefuse("write", () =>
        writes.pass(isPublic ? "public reply" : "other", async () => {
          const [picture] = reply.pictures
          const attachmentId = picture
            ? await orRefuse("upload", () => upload({ call, pageId, signal }, picture))
            : null
          return publishReply({ call, pageId, now: now(), signal }, reply, attachmentId)
        }),
      )
    },
    findPublished: (reply, since, taken, signal) =>
      orRefuse("read", async () => {
        const isPublic = reply.visibility === "public" && !reply.isPrivateReply
        const call = calls[isPublic ? "pages" : "messenger"]
        return findPublishedReply({ call, account: await account(signal), reply, since, taken, signal })
      }),
    abilities: abilitiesOf,
    act: (effect, signal) =>
      orRefuse("write", () => writes.pass("other", () => actOn(calls.pages, effect, signal))),
    recheck: (ids, signal) =>
      orRefuse("read", async () =>
        recheckAll(ids, { call: calls.pages, account: await account(signal), signal }),
      ),
    // Facebook asks nothing for its API.
    meter: () => ({ quotas: usage.quotas(), spentUsd: 0 }),
  }
}

/** The text with every credential taken out: Facebook's words may hold what it was sent. */
const redact = (text: string, { pageToken, appSecret }: FacebookConnectorOptions): string =>
  [pageToken, appSecret]
    .reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text)
    .replace(/(access_token|appsecret_proof)=[^&\s"]*/g, "$1=[secret]")
