import { createHmac } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { mapDirects } from "./map-direct.ts"
import { type Mapped } from "./map-element.ts"
import { mapPosts } from "./map-post.ts"
import { CreatedDirect, CreatedPost, readPage } from "./payloads.ts"
import { readBudget } from "./rate-limit.ts"
import { type CallKind, refusalOf } from "./refusals.ts"
import { createXWebhook } from "./webhook.ts"

/* Every shape of X that is known here (docs.x.com, OpenAPI 2.167, recorded traffic), and what the connector makes of it. */

const NOW = new Date("2026-11-23T10:30:00.000Z")
const folder = new URL("./fixtures/contract/", import.meta.url)
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), "utf8"))
const account = { externalId: "1460323737035677698", username: "VilleDeParvis", name: "Ville de Parvis" }

const SECRET = "consumer-secret"
const webhook = createXWebhook({ consumerSecret: SECRET, now: () => NOW })
const bytesOf = (file: string) => readFileSync(new URL(file, folder))

const told = (mapped: Mapped[]) =>
  `${mapped.filter(({ message }) => message).length} read, ${mapped.filter(({ unreadable }) => unreadable).length} apart`
const list = (map: typeof mapPosts | typeof mapDirects) => (body: unknown) => {
  const page = readPage(body)
  return page ? told(map(page, account, true)) : "no list"
}
const refused = (status: number, call: CallKind) => (body: unknown) => {
  const { outcome, reason } = refusalOf({ kind: "refused", status, headers: {}, body }, call, NOW)
  return `${outcome} ${reason}`
}
const created = (body: unknown) => CreatedPost.safeParse(body).data?.data.id ?? "no id"
const pushed = (file: string) =>
  webhook
    .read(bytesOf(file), [account])
    .map(({ messages, removals, revoked }) =>
      revoked ? "access taken away" : `${messages.length} read, ${removals.length} gone`,
    )
    .join()

/** A stream answers a post in `data`, alone: the same as a page of one. */
const streamed = (body: unknown) => {
  const { data, includes } = body as { data?: unknown; includes?: unknown }
  return data ? list(mapPosts)({ data: [data], includes }) : "no post"
}

const NOT_ASKED = "an answer to a call that the connector does not make"

const rows: Record<string, [how: (body: unknown, file: string) => string, what: string]> = {
  "dm-events.json": [list(mapDirects), "2 read, 0 apart"],
  "dm-events-empty.json": [list(mapDirects), "0 read, 0 apart"],
  "dm-send-201.json": [(body) => CreatedDirect.safeParse(body).data?.data.dm_event_id ?? "no id", "id"],
  "err-400-invalid-request.json": [refused(400, "post"), "rejected invalid_request"],
  "err-400-refresh-reused.json": [refused(400, "read"), "rejected invalid_request"],
  "err-401.json": [refused(401, "post"), "retry token_rejected"],
  "err-402-credits.json": [refused(402, "read"), "retry credits_depleted"],
  "err-403-client-forbidden.json": [refused(403, "post"), "rejected forbidden"],
  "err-403-dm-closed.json": [refused(403, "direct"), "rejected recipient_closed"],
  "err-403-duplicate.json": [refused(403, "post"), "unknown duplicate_text"],
  "err-403-not-summoned.json": [refused(403, "post"), "rejected not_summoned"],
  "err-429.json": [refused(429, "read"), "retry rate_limited"],
  "err-429-v1style.json": [refused(429, "read"), "retry rate_limited"],
  "err-503.json": [refused(503, "post"), "unknown network_unavailable"],
  "headers-200.json": [
    (headers) => String(readBudget(headers as Record<string, string>, NOW)?.remaining),
    "299",
  ],
  "like-200.json": [() => NOT_ASKED, NOT_ASKED],
  "media-append-200.json": [() => NOT_ASKED, NOT_ASKED],
  "media-finalize-200.json": [() => NOT_ASKED, NOT_ASKED],
  "media-initialize-200.json": [() => NOT_ASKED, NOT_ASKED],
  "mentions-empty.json": [list(mapPosts), "0 read, 0 apart"],
  "mentions-page1.json": [list(mapPosts), "3 read, 0 apart"],
  "mentions-partial-error.json": [list(mapPosts), "1 read, 0 apart"],
  "oauth2-token-200.json": [() => NOT_ASKED, NOT_ASKED],
  "rules-add-201.json": [() => NOT_ASKED, NOT_ASKED],
  "rules-add-duplicate-200.json": [() => NOT_ASKED, NOT_ASKED],
  "search-recent.json": [list(mapPosts), "1 read, 0 apart"],
  "stream-429-too-many-connections.json": [refused(429, "read"), "retry rate_limited"],
  "stream-disconnect.json": [streamed, "no post"],
  "stream-line.json": [streamed, "1 read, 0 apart"],
  "tweet-create-201.json": [created, "id"],
  "tweet-delete-200.json": [(body) => JSON.stringify(body), '{"data":{"deleted":true}}'],
  "tweet-hidden-200.json": [(body) => JSON.stringify(body), '{"data":{"hidden":true}}'],
  "webhook-aaa-dm.json": [(_body, file) => pushed(file), "1 read, 0 gone"],
  "webhook-aaa-tweet-create.json": [(_body, file) => pushed(file), "1 read, 0 gone"],
  "webhook-xaa-chat-received-encrypted.json": [(_body, file) => pushed(file), "1 read, 0 gone"],
  "webhook-xaa-dm-received.json": [(_body, file) => pushed(file), "1 read, 0 gone"],
  "webhook-xaa-oauth-revoke.json": [(_body, file) => pushed(file), "access taken away"],
  "webhook-xaa-post-mention.json": [(_body, file) => pushed(file), "1 read, 0 gone"],
  "webhook-xaa-post-reply.json": [(_body, file) => pushed(file), "1 read, 0 gone"],
}

test("every shape is in the table", () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(rows).sort())
})

test.each(Object.entries(rows))("%s", (file, [how, what]) => {
  const found = how(read(file), file)
  if (what === "id") expect(found).toMatch(/^\d+$/)
  else expect(found).toBe(what)
})

describe("what X pushes", () => {
  const signature = (body: Buffer | string, secret = SECRET) =>
    `sha256=${createHmac("sha256", secret).update(body).digest("base64")}`
  const isGenuine = (body: Buffer, given: string | undefined) =>
    webhook.isGenuine(body, { "x-twitter-webhooks-signature": given })

  test("is taken only when X signed exactly these bytes", () => {
    const body = bytesOf("webhook-xaa-post-mention.json")
    expect(isGenuine(body, signature(body))).toBe(true)
    expect(isGenuine(body, signature(body, "another"))).toBe(false)
    expect(isGenuine(body, undefined)).toBe(false)
    expect(isGenuine(body, "sha256=")).toBe(false)
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())))
    expect(isGenuine(again, signature(body))).toBe(false)
  })

  test("begins with a proof that the address is ours", () => {
    const answer = webhook.challenge(new URLSearchParams({ crc_token: "abc" }))
    expect(JSON.parse(answer?.body ?? "")).toEqual({ response_token: signature("abc") })
    expect(webhook.challenge(new URLSearchParams())).toBeNull()
    expect(webhook.challenge(new URLSearchParams({ crc_token: "a".repeat(10_240) }))?.status).toBe(400)
  })

  test("is the same message as the one that polling brings", () => {
    const [push] = webhook.read(bytesOf("webhook-xaa-post-mention.json"), [account])
    const page = readPage(read("mentions-page1.json"))
    const polled = page && mapPosts(page, account, true).find(({ id }) => id === "2124805000000000001")
    expect(push?.messages[0]).toMatchObject({
      externalId: polled?.message?.externalId,
      revision: polled?.message?.revision,
      conversationKey: polled?.message?.conversationKey,
      text: polled?.message?.text,
    })
  })

  test("about an account that is not ours says nothing", () => {
    expect(webhook.read(bytesOf("webhook-xaa-post-mention.json"), [])).toEqual([])
    expect(webhook.read(Buffer.from("{"), [account])).toEqual([])
  })

  test("that was deleted is gone", () => {
    const event = {
      event_type: "post.delete",
      filter: { user_id: account.externalId },
      payload: { id: "77" },
    }
    const [push] = webhook.read(Buffer.from(JSON.stringify({ data: event })), [account])
    expect(push?.removals).toEqual([{ externalId: "77", at: NOW }])
  })

  test("encrypted is told without its words, with the way to them", () => {
    const [push] = webhook.read(bytesOf("webhook-xaa-chat-received-encrypted.json"), [account])
    expect(push?.messages[0]).toMatchObject({ isEncrypted: true, text: "", visibility: "direct" })
    expect(push?.messages[0]?.permalink).toBe("https://x.com/messages")
  })
})
