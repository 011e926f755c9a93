import { type ClientRequest, type IncomingMessage as Answer } from "node:http"
import { ETwitterStreamEvent, TwitterApi, type TweetStream } from "twitter-api-v2"
import { z } from "zod"
import { ConnectorError, type Listener, type Push, type Stream } from "../connector.ts"
import { CallError, failureOf } from "./call-failure.ts"
import { mapPosts } from "./map-post.ts"
import { readPage } from "./payloads.ts"
import { agentFor, parseXApiUrl, redirectTo } from "./redirect.ts"
import { refusalOf } from "./refusals.ts"
import { POST_QUERY } from "./sources.ts"
import { readTag, syncRules } from "./stream-rules.ts"
import { createXCall, redact } from "./x-client.ts"

/** X sends a sign of life every twenty seconds (docs.x.com, "Handling disconnections"). */
const SILENCE_MS = 45_000
const CALL_TIMEOUT_MS = 15_000

const Told = z.object({
  data: z.record(z.string(), z.unknown()),
  includes: z.unknown(),
  matching_rules: z.array(z.object({ tag: z.string().optional() })),
})

export type XStreamOptions = {
  apiUrl: string
  /** The application's own token: the stream belongs to no account. */
  bearerToken: string
  now?: () => Date
  /** How long the connection may be silent. */
  silenceMs?: number
}

/**
 * X's filtered stream, through the official library: posts that name an account, or hold words that it listens for,
 * within seconds. It gives no promise to be whole: polls repair it.
 * @throws Error when `apiUrl` cannot be the address of such a server
 */
export function createXStream(options: XStreamOptions): Stream {
  const { apiUrl, bearerToken, now = () => new Date(), silenceMs = SILENCE_MS } = options
  const base = parseXApiUrl(apiUrl)
  const credentials = { kind: "oauth2", accessToken: bearerToken } as const
  const call = createXCall({ apiUrl, credentials, timeoutMs: CALL_TIMEOUT_MS })

  const refused = (error: unknown): unknown => {
    const failure = error instanceof CallError ? error.failure : failureOf(error, false)
    const { outcome, reason, detail, retryAt } = refusalOf(failure, "read", now())
    return new ConnectorError(outcome, reason, {
      detail: redact(detail, credentials),
      ...(retryAt && { retryAt }),
    })
  }
  const open = (): TweetStream<unknown> => {
    const client = new TwitterApi(bearerToken, {
      httpAgent: agentFor(base),
      plugins: [redirectTo(base, CALL_TIMEOUT_MS)],
      compression: "identity",
    })
    const stream = client.v2.searchStream({ ...POST_QUERY, autoConnect: false })
    // The library joins bytes as text, chunk by chunk: a letter cut in two would be lost without this.
    stream.on(ETwitterStreamEvent.Connected, () => void answerOf(stream)?.setEncoding("utf8"))
    return stream
  }

  return {
    network: "x",
    listenFor: (listeners, signal) =>
      syncRules(call, listeners, signal).catch((error: unknown) => Promise.reject(refused(error) as Error)),

    async run(listeners, tell, signal) {
      const stream = open()
      const queue = createQueue(tell)
      const ended = new Promise<string>((resolve) => {
        stream.on(ETwitterStreamEvent.ConnectionClosed, () => resolve("the connection ended"))
        stream.on(ETwitterStreamEvent.DataError, (problem: unknown) => resolve(wordsOf(problem)))
        signal.addEventListener("abort", () => resolve("stopped"), { once: true })
        queue.failed.catch((error: unknown) => resolve(String(error)))
      })
      stream.on(ETwitterStreamEvent.Data, (told: unknown) => {
        for (const push of pushesIn(told, listeners)) queue.add(push)
      })
      try {
        await stream
          .connect({ autoReconnect: false, keepAliveTimeout: silenceMs })
          .catch((error: unknown) => Promise.reject(refused(error) as Error))
        const reason = await ended
        await queue.drained()
        if (!signal.aborted) throw new ConnectorError("retry", "network_unavailable", { detail: reason })
      } finally {
        stream.removeAllListeners()
        stream.close()
        // The library lets go of the request before it ends: what it still says must not end the process.
        requestOf(stream)?.on("error", () => undefined)
      }
    },
  }
}

/** Hands over one push after the other; the first that cannot be stored ends it, as polls will bring it again. */
function createQueue(tell: (push: Push) => Promise<void>) {
  let last: Promise<void> = Promise.resolve()
  let fail: (error: unknown) => void = () => undefined
  const failed = new Promise<never>((_resolve, reject) => (fail = reject))
  return {
    failed,
    add(push: Push): void {
      last = last.then(() => tell(push)).catch((error: unknown) => fail(error))
    },
    drained: () => last,
  }
}

/** A post may match rules of several accounts: each is told. */
function pushesIn(told: unknown, listeners: readonly Listener[]): Push[] {
  const { data: fit } = Told.safeParse(told)
  if (!fit) return []
  const page = readPage({ data: [fit.data], includes: fit.includes })
  const tags = fit.matching_rules.flatMap(({ tag }) => readTag(tag) ?? [])
  return listeners.flatMap((listener) => {
    const ours = tags.filter(({ accountId }) => accountId === listener.externalId)
    if (!page || ours.length === 0) return []
    const isMention = ours.some((tag) => tag.isMention)
    const mapped = mapPosts(page, listener, isMention ? true : "by its words")
    return [
      {
        accountExternalId: listener.externalId,
        revoked: false,
        messages: mapped.flatMap(({ message }) => message ?? []),
        removals: [],
        unreadable: mapped.flatMap(({ unreadable }) => unreadable ?? []),
      },
    ]
  })
}

const Problem = z.object({ errors: z.array(z.object({ title: z.string().optional() })).min(1) })

/** X says within the stream why it ends it ("operational-disconnect"). */
const wordsOf = (problem: unknown): string =>
  Problem.safeParse(problem).data?.errors[0]?.title ?? "X ended the stream"

/** The library keeps them to itself. */
type Inside = { res?: Answer; req?: ClientRequest }
const answerOf = (stream: TweetStream<unknown>): Answer | undefined => (stream as unknown as Inside).res
const requestOf = (stream: TweetStream<unknown>): ClientRequest | undefined =>
  (stream as unknown as Inside).req
