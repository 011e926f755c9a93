import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import type { IncomingMessage, News } from "../incoming.ts"
import { askTogether } from "./batch.ts"
import { errorOf } from "./graph-error.ts"
import { mapComment } from "./map-comment.ts"
import { type Mapped } from "./map-element.ts"
import { mapMessage } from "./map-message.ts"
import { mapPost } from "./map-post.ts"
import {
  ConversationPayload,
  CreatedComment,
  CreatedMessage,
  Done,
  PageProfile,
  PostHead,
  readList,
} from "./payloads.ts"
import { publishReply } from "./publish.ts"
import { refusalOf } from "./refusals.ts"
import { createUsageGate } from "./usage.ts"
import { createFacebookWebhook } from "./webhook.ts"

const FOLDER = join(import.meta.dirname, "fixtures")
const PAGE = { externalId: "104512345678901", username: "VilleDeParvis", name: "Ville de Parvis" }
const POST = { id: `${PAGE.externalId}_122100000000001` }
const NOW = new Date("2026-11-23T12:00:00Z")
const webhook = createFacebookWebhook({ appSecret: "secret", verifyToken: "jeton" })
const signal = new AbortController().signal

const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"))

/** What the desk is told, in a line: who said what, what went, what was set apart. */
const told = ({ messages, removals, unreadable }: News): string =>
  [
    ...messages.map(line),
    ...removals.map(({ externalId }) => `removed ${externalId}`),
    ...unreadable.map(({ problem }) => `set apart: ${problem}`),
  ].join(" | ") || "nothing"
const line = ({ fromAccount, contact, text, media }: IncomingMessage): string =>
  `${fromAccount ? "us to " : ""}${contact.name || contact.externalId}: ${text}${media.map(({ kind }) => ` [${kind}]`).join("")}`

const pushed = (name: string) =>
  webhook
    .read(Buffer.from(JSON.stringify(read(name))), [PAGE])
    .map(told)
    .join()
const listed = (name: string, map: (raw: unknown) => Mapped) => {
  const mapped = readList(read(name))?.elements.map(map) ?? []
  return told({
    messages: mapped.flatMap(({ message }) => message ?? []),
    removals: [],
    unreadable: mapped.flatMap(({ unreadable }) => unreadable ?? []),
  })
}
const refused = (name: string) => {
  const failure = { kind: "refused", status: 400, headers: {}, body: read(name) } as const
  const { outcome, reason } = refusalOf(failure, "write", NOW)
  return `${outcome} ${reason}`
}
/** What publishing sends, which must be the recorded request. */
async function sentFor(more: { isPrivateReply?: boolean; text: string; hoursAgo: number }): Promise<unknown> {
  const sent: unknown[] = []
  const call = (request: { params?: Record<string, unknown> }) => {
    sent.push(request.params)
    return Promise.resolve({ headers: {}, body: read("send-200"), at: NOW })
  }
  await publishReply(
    { call, pageId: PAGE.externalId, now: NOW, signal },
    {
      visibility: "direct",
      text: more.text,
      parentExternalId: more.isPrivateReply ? "122100000000001_122100000000101" : "m_AbC1",
      parentSentAt: new Date(NOW.getTime() - more.hoursAgo * 3_600_000),
      conversationKey: "7281930485019283",
      recipientExternalId: "7281930485019283",
      isPrivateReply: more.isPrivateReply ?? false,
      pictures: [],
    },
    null,
  )
  return sent[0]
}
const post = (raw: unknown) => mapPost(raw, PAGE, NOW)
const usageOf = (name: string) => {
  const gate = createUsageGate(() => NOW)
  gate.note(read(name) as Record<string, string>)
  return gate.nextPollAt("pages", 1_000).getTime() - NOW.getTime()
}

const FROM_ADELE = "Adèle Morvan: "
/** Every recorded payload, and what it is to us. */
const table: Record<string, [actual: () => unknown, expected: unknown]> = {
  "batch-request": [
    () => read("batch-request"),
    expect.arrayContaining([{ method: "GET", relative_url: `${PAGE.externalId}/feed?limit=1` }]),
  ],
  "batch-response": [
    async () => {
      const call = () => Promise.resolve({ headers: {}, body: read("batch-response"), at: NOW })
      const questions = ["1_1", "1_2", "1_3"].map((id) => ({ path: [id], params: {} }))
      const answers = await askTogether(call, questions, signal)
      return answers.map((one) => one && (errorOf(one.body)?.code ?? readList(one.body)?.elements.length))
    },
    [1, 100, null],
  ],
  "comment-create-200": [
    () => CreatedComment.parse(read("comment-create-200")).id,
    "122100000000001_122100000000103",
  ],
  "conversation-messages": [
    () => listed("conversation-messages", (raw) => mapMessage(raw, [], PAGE, NOW)),
    `${FROM_ADELE} [photo] | ${FROM_ADELE}Bonjour, j'ai une fuite d'eau`,
  ],
  conversations: [
    () => {
      const { elements = [] } = readList(read("conversations")) ?? {}
      const { id, messages } = ConversationPayload.parse(elements[0])
      return [id, readList(messages)?.elements.length]
    },
    ["t_122100000000777", 2],
  ],
  "debug-token": [() => PageProfile.safeParse(read("debug-token")).success, false],
  "edge-empty": [() => listed("edge-empty", post), "nothing"],
  "err-10-permission": [() => refused("err-10-permission"), "rejected forbidden"],
  "err-10-window": [() => refused("err-10-window"), "rejected window_closed"],
  "err-100-human-agent-unapproved": [() => refused("err-100-human-agent-unapproved"), "rejected forbidden"],
  "err-100-no-user": [() => refused("err-100-no-user"), "rejected recipient_gone"],
  "err-100-nonexisting": [() => refused("err-100-nonexisting"), "rejected parent_deleted"],
  "err-17-user-limit": [() => refused("err-17-user-limit"), "retry rate_limited"],
  "err-190-expired": [() => refused("err-190-expired"), "retry token_rejected"],
  "err-190-password": [() => refused("err-190-password"), "retry token_rejected"],
  "err-190-uninstalled": [() => refused("err-190-uninstalled"), "retry token_rejected"],
  "err-2-transient": [() => refused("err-2-transient"), "unknown network_unavailable"],
  "err-200-permission": [() => refused("err-200-permission"), "rejected forbidden"],
  "err-32-page-limit": [() => refused("err-32-page-limit"), "retry rate_limited"],
  "err-368-blocked": [() => refused("err-368-blocked"), "rejected blocked_by_policy"],
  "err-4-app-limit": [() => refused("err-4-app-limit"), "retry rate_limited"],
  "err-506-duplicate": [() => refused("err-506-duplicate"), "unknown duplicate_text"],
  "err-551-unavailable": [() => refused("err-551-unavailable"), "rejected recipient_closed"],
  "err-613-custom-limit": [() => refused("err-613-custom-limit"), "retry rate_limited"],
  "err-80001-buc-pages": [() => refused("err-80001-buc-pages"), "retry rate_limited"],
  "err-appsecret-proof": [() => refused("err-appsecret-proof"), "retry token_rejected"],
  "headers-200": [() => usageOf("headers-200"), 1_000],
  // Of a person's sign-in, which this connector has no part in: a Page's token is given to it.
  "me-accounts": [() => PageProfile.safeParse(read("me-accounts")).success, false],
  "oauth-access-token-200": [() => PageProfile.safeParse(read("oauth-access-token-200")).success, false],
  "page-feed": [
    () => readList(read("page-feed"))?.elements.map((raw) => PostHead.parse(raw).id),
    [`${PAGE.externalId}_122100000000002`, `${PAGE.externalId}_122100000000001`],
  ],
  "page-feed-last": [
    () => [readList(read("page-feed"))?.after, readList(read("page-feed-last"))?.after],
    ["QVFIUmI", null],
  ],
  "page-tagged": [() => listed("page-tagged", post), "61500000000001: Quel désastre, Ville de Parvis"],
  "page-visitor-posts": [
    () => listed("page-visitor-posts", post),
    `${FROM_ADELE}Lampadaire cassé place Neuve [photo]`,
  ],
  "photo-200": [() => CreatedComment.parse(read("photo-200")).id, "122100000000056"],
  "post-comments-stream": [
    () => listed("post-comments-stream", (raw) => mapComment(raw, POST, PAGE, NOW)),
    `us to ${FROM_ADELE}Merci, le signalement 1042 est ouvert. | ${FROM_ADELE}Et la rue Pasteur ? 🕳️`,
  ],
  "private-reply-200": [() => CreatedMessage.parse(read("private-reply-200")).message_id, "m_PrIvAtE1"],
  "request-private-reply": [
    () => sentFor({ isPrivateReply: true, text: "Nous vous écrivons en privé.", hoursAgo: 100 }),
    read("request-private-reply"),
  ],
  "request-send-human-agent": [
    () => sentFor({ text: "C'est réparé.", hoursAgo: 30 }),
    read("request-send-human-agent"),
  ],
  "request-send-response": [
    () => sentFor({ text: "Bonjour Adèle, le signalement 1042 est ouvert.", hoursAgo: 2 }),
    read("request-send-response"),
  ],
  "send-200": [() => CreatedMessage.parse(read("send-200")).message_id, expect.stringMatching(/^m_AG5/)],
  "success-200": [() => Done.safeParse(read("success-200")).success, true],
  "webhook-delivery": [() => pushed("webhook-delivery"), "nothing"],
  "webhook-echo": [() => pushed("webhook-echo"), "us to 7281930485019283: Bonjour Adèle"],
  "webhook-feed-comment-add": [
    () => pushed("webhook-feed-comment-add"),
    `${FROM_ADELE}Et la rue Pasteur ? 🕳️`,
  ],
  "webhook-feed-comment-edited": [
    () => pushed("webhook-feed-comment-edited"),
    `${FROM_ADELE}Et le 12 rue Pasteur ?`,
  ],
  "webhook-feed-comment-hide": [() => pushed("webhook-feed-comment-hide"), "nothing"],
  "webhook-feed-comment-remove": [
    () => pushed("webhook-feed-comment-remove"),
    "removed 122100000000001_122100000000101",
  ],
  "webhook-feed-comment-reply": [() => pushed("webhook-feed-comment-reply"), `${FROM_ADELE}@Adèle merci`],
  "webhook-feed-reaction": [() => pushed("webhook-feed-reaction"), "nothing"],
  "webhook-feed-visitor-photo": [
    () => pushed("webhook-feed-visitor-photo"),
    `${FROM_ADELE}Lampadaire cassé [photo]`,
  ],
  "webhook-feed-visitor-post": [
    () => pushed("webhook-feed-visitor-post"),
    `${FROM_ADELE}Lampadaire cassé place Neuve`,
  ],
  "webhook-mention-comment-no-sender": [
    () => pushed("webhook-mention-comment-no-sender"),
    "122197857164920798_2719805541795582: Ville de Parvis regardez ça",
  ],
  "webhook-mention-post": [
    () => pushed("webhook-mention-post"),
    `${FROM_ADELE}Quel désastre, Ville de Parvis`,
  ],
  "webhook-messages-image": [() => pushed("webhook-messages-image"), "7281930485019283:  [photo]"],
  "webhook-messages-reply-to": [() => pushed("webhook-messages-reply-to"), "7281930485019283: Et ça ?"],
  "webhook-messages-text": [
    () => pushed("webhook-messages-text"),
    "7281930485019283: Bonjour, j'ai une fuite d'eau",
  ],
  "webhook-postback": [() => pushed("webhook-postback"), "nothing"],
  "webhook-ratings": [() => pushed("webhook-ratings"), `${FROM_ADELE}Sans réponse depuis des mois`],
  "webhook-read": [() => pushed("webhook-read"), "nothing"],
  "webhook-standby": [() => pushed("webhook-standby"), "7281930485019283: bonjour"],
}

describe("every recorded payload of Meta", () => {
  test("is in the table", () => {
    const files = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""))
    expect(Object.keys(table).sort()).toEqual(files.sort())
  })

  test.each(Object.entries(table))("%s is understood", async (_name, [actual, expected]) => {
    expect(await actual()).toEqual(expected)
  })
})
