import { createHmac, timingSafeEqual } from "node:crypto"
import { z } from "zod"
import type { Push, Webhook } from "../connector.ts"
import type { AccountProfile, News } from "../incoming.ts"
import { mapPosts } from "./map-post.ts"
import { readPage } from "./payloads.ts"
import { oldDirects, oldPosts, oldRemovals } from "./webhook-v1.ts"
import { mapChat } from "./map-chat.ts"

/** The longest token X asks about that is answered: it is echoed as a hash, never as it is. */
const LONGEST_TOKEN = 1_024

/** X Activity API (docs.x.com, "Activity"): one event. */
const Activity = z.object({
  data: z.object({
    event_type: z.string(),
    filter: z.object({ user_id: z.string().nullish() }).nullish(),
    payload: z.record(z.string(), z.unknown()),
    includes: z.record(z.string(), z.unknown()).nullish(),
  }),
})
type Activity = z.infer<typeof Activity>["data"]

/** Account Activity API, deprecated and still seen: lists of v1.1 objects for one account. */
const OldActivity = z.looseObject({ for_user_id: z.string() })

const NOTHING: News = { messages: [], removals: [], unreadable: [] }

/**
 * What X pushes. X signs with the application's API secret, and with its OAuth 2 client secret in a header of its own;
 * an application has one of them at least (docs.x.com, "Securing webhooks").
 */
export function createXWebhook({
  consumerSecret,
  clientSecret,
  now = () => new Date(),
}: XWebhookOptions): Webhook {
  const sign = (secret: string, text: Buffer | string) => createHmac("sha256", secret).update(text).digest()
  const signatures = [
    { header: "x-twitter-webhooks-signature", secret: consumerSecret },
    { header: "x-twitter-webhooks-signature-oauth2", secret: clientSecret },
  ].flatMap(({ header, secret }) => (secret ? [{ header, secret }] : []))
  const isSigned = (header: string | undefined, secret: string, body: Buffer): boolean => {
    const given = /^sha256=([A-Za-z0-9+/]{43}=)$/.exec(header ?? "")?.[1]
    return given !== undefined && timingSafeEqual(Buffer.from(given, "base64"), sign(secret, body))
  }

  return {
    network: "x",
    /** The challenge-response check. */
    challenge: (query) => {
      const token = query.get("crc_token")
      if (token === null) return null
      if (token === "" || token.length > LONGEST_TOKEN)
        return { status: 400, contentType: "text/plain", body: "crc_token" }
      const answer = sign(consumerSecret ?? clientSecret ?? "", token).toString("base64")
      const body = JSON.stringify({ response_token: `sha256=${answer}` })
      return { status: 200, contentType: "application/json", body }
    },
    isGenuine: (body, headers) =>
      signatures.some(({ header, secret }) => isSigned(headers[header], secret, body)),
    read: (body, accounts) => readPush(body, accounts, now()),
  }
}

/** The application's API secret, and its OAuth 2 client secret: one at least. */
export type XWebhookSecrets = { consumerSecret: string | null; clientSecret: string | null }
export type XWebhookOptions = Partial<XWebhookSecrets> & { now?: () => Date }

function readPush(body: Buffer, accounts: readonly AccountProfile[], now: Date): Push[] {
  const raw = parse(body)
  const activity = Activity.safeParse(raw).data?.data
  const old = activity ? undefined : OldActivity.safeParse(raw).data
  const userId = activity ? userOf(activity) : old?.for_user_id
  const account = accounts.find(({ externalId }) => externalId === userId)
  if (!account) return []
  const push = (news: News, revoked = false): Push[] => [
    { accountExternalId: account.externalId, revoked, ...news },
  ]
  if (old) return push(together([oldPosts(old, account), oldDirects(old, account), oldRemovals(old, now)]))
  return activity ? push(newsOf(activity, account, now), activity.event_type === "oauth.revoke") : []
}

/** Whose event it is. A revocation names the person in its payload. */
const userOf = ({ filter, payload }: Activity): string | undefined => {
  const named = filter?.user_id ?? payload["user_id"]
  return typeof named === "string" ? named : undefined
}

function newsOf({ event_type, payload, includes }: Activity, account: AccountProfile, now: Date): News {
  switch (event_type) {
    // A mention is explicit; what answers the account carries its name without having typed it.
    case "post.mention.create":
    case "post.reply.create":
    case "post.quote.create":
      return posts({ data: [payload], includes: includes ?? {} }, account)
    case "post.delete":
      return removalOf(payload, now)
    case "dm.received":
    case "dm.sent":
      return oldDirects(payload, account)
    case "chat.received":
      return mapChat(payload, account)
    default:
      return NOTHING
  }
}

function posts(body: unknown, account: AccountProfile): News {
  const page = readPage(body)
  if (!page) return { ...NOTHING, unreadable: [{ externalId: null, raw: body, problem: "is not a post" }] }
  const mapped = mapPosts(page, account, true)
  return {
    messages: mapped.flatMap(({ message }) => message ?? []),
    removals: [],
    unreadable: mapped.flatMap(({ unreadable }) => unreadable ?? []),
  }
}

function removalOf(payload: Record<string, unknown>, at: Date): News {
  const id = payload["id"]
  if (typeof id === "string") return { ...NOTHING, removals: [{ externalId: id, at }] }
  return { ...NOTHING, unreadable: [{ externalId: null, raw: payload, problem: "a removal without an id" }] }
}

const together = (all: News[]): News => ({
  messages: all.flatMap(({ messages }) => messages),
  removals: all.flatMap(({ removals }) => removals),
  unreadable: all.flatMap(({ unreadable }) => unreadable),
})

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    return null
  }
}
