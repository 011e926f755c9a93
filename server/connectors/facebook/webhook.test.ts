import { createHmac } from "node:crypto"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { compareRevisions } from "../../../shared/revision.ts"
import type { News } from "../incoming.ts"
import commentAdd from "./fixtures/webhook-feed-comment-add.json" with { type: "json" }
import commentEdited from "./fixtures/webhook-feed-comment-edited.json" with { type: "json" }
import image from "./fixtures/webhook-messages-image.json" with { type: "json" }
import polledComments from "./fixtures/post-comments-stream.json" with { type: "json" }
import polledMessages from "./fixtures/conversation-messages.json" with { type: "json" }
import text from "./fixtures/webhook-messages-text.json" with { type: "json" }
import { mapComment } from "./map-comment.ts"
import { mapMessage } from "./map-message.ts"
import { createFacebookWebhook } from "./webhook.ts"

const SECRET = "secret-de-l-application"
const PAGE = { externalId: "104512345678901", username: "VilleDeParvis", name: "Ville de Parvis" }
const OTHER = { externalId: "104512345678902", username: "PiscineParvis", name: "Piscine de Parvis" }
const POST = `${PAGE.externalId}_122100000000001`
const ADELE = { id: "7281930485019283", name: "Adèle Morvan" }
const SECOND = 1795428672
const NOON = new Date("2026-11-24T12:00:00Z")
const webhook = createFacebookWebhook({ appSecret: SECRET, verifyToken: "jeton-convenu" })

const bytes = (body: unknown) => Buffer.from(typeof body === "string" ? body : JSON.stringify(body))
const read = (body: unknown, accounts = [PAGE]) => webhook.read(bytes(body), accounts)
const entry = (more: object, id = PAGE.externalId) => ({ id, time: SECOND, ...more })
const envelope = (...entries: object[]) => ({ object: "page", entry: entries })
const change = (value: object, field = "feed") => ({
  field,
  value: { from: ADELE, post_id: POST, created_time: SECOND, verb: "add", ...value },
})
const comment = (number: number, more: object = {}) =>
  change({ item: "comment", comment_id: `122100000000001_${number}`, message: `mot ${number}`, ...more })
const only = (body: unknown): News => {
  const [push, ...more] = read(body)
  if (!push || more.length > 0) throw new Error("not one push")
  return push
}
const oneChange = (value: object) => only(envelope(entry({ changes: [value] })))
const oneEvent = (event: object) =>
  only(
    envelope(
      entry({
        time: SECOND * 1000,
        messaging: [
          { sender: ADELE, recipient: { id: PAGE.externalId }, timestamp: SECOND * 1000, ...event },
        ],
      }),
    ),
  )
const nothing = { messages: [], removals: [], unreadable: [] }

describe("Meta asks whether the address is ours", () => {
  const ask = (query: Record<string, string>) => webhook.challenge(new URLSearchParams(query))
  const question = {
    "hub.mode": "subscribe",
    "hub.verify_token": "jeton-convenu",
    "hub.challenge": "1158201444",
  }

  test("and is told its challenge, as plain text", () => {
    expect(ask(question)).toEqual({
      status: 200,
      contentType: "text/plain; charset=utf-8",
      body: "1158201444",
    })
  })

  test.each([
    ["another token", { "hub.verify_token": "jeton" }],
    ["no token", { "hub.verify_token": "" }],
    ["a challenge that a browser could run", { "hub.challenge": "<script>alert(1)</script>" }],
    ["a challenge without end", { "hub.challenge": "1".repeat(201) }],
    ["no challenge", { "hub.challenge": "" }],
  ])("and %s is refused without an echo", (_name, more) => {
    expect(ask({ ...question, ...more })).toMatchObject({ status: 403, body: "" })
  })

  test("and any other question is not for it", () => {
    expect(ask({ ...question, "hub.mode": "unsubscribe" })).toBeNull()
    expect(ask({})).toBeNull()
  })
})

describe("only Meta is believed", () => {
  const body = Buffer.from(
    '{"object":"page","entry":[{"id":"1","name":"Ad\\u00e8le","url":"https:\\/\\/a.fr"}]}',
  )
  const sign = (what: Buffer, secret = SECRET) => createHmac("sha256", secret).update(what).digest("hex")
  const isGenuine = (signature: string | undefined, what = body) =>
    webhook.isGenuine(what, { "x-hub-signature-256": signature })

  test("when it signed exactly these bytes", () => {
    expect(isGenuine(`sha256=${sign(body)}`)).toBe(true)
  })

  test.each([
    ["tampered bytes", `sha256=${sign(body)}`, Buffer.from(body.toString().replace("page", "Page"))],
    ["bytes written anew from the same JSON", `sha256=${sign(body)}`, bytes(JSON.parse(body.toString()))],
    ["another secret", `sha256=${sign(body, "autre")}`, body],
    ["no signature", undefined, body],
    ["an empty one", "", body],
    ["half of one", `sha256=${sign(body).slice(0, 32)}`, body],
    ["one of no known kind", sign(body), body],
    ["something long", `sha256=${"é".repeat(64)}`, body],
  ])("not with %s", (_name, signature, what) => {
    expect(isGenuine(signature, what)).toBe(false)
  })

  test("not with the older signature alone", () => {
    const old = `sha1=${createHmac("sha1", SECRET).update(body).digest("hex")}`
    expect(webhook.isGenuine(body, { "x-hub-signature": old })).toBe(false)
  })
})

describe("a push", () => {
  test("of a thousand changes with a bad one tells all the others, oldest first", () => {
    const changes = Array.from({ length: 1_000 }, (_, at) =>
      comment(at + 1, { created_time: SECOND + 1_000 - at }),
    )
    changes[500] = change({ item: "comment", comment_id: "122100000000001_501", created_time: "hier soir" })
    const entries = [changes.slice(0, 400), changes.slice(400)].map((part) => entry({ changes: part }))
    const { messages, unreadable } = only(envelope(...entries))
    expect(messages).toHaveLength(999)
    expect(messages[0]?.text).toBe("mot 1000")
    expect(messages.map(({ sentAt }) => sentAt.getTime())).toEqual(
      messages.map(({ sentAt }) => sentAt.getTime()).sort((a, b) => a - b),
    )
    expect(unreadable).toEqual([
      {
        externalId: "122100000000001_501",
        raw: changes[500],
        problem: expect.stringContaining("created_time") as string,
      },
    ])
  })

  test("tells each Page its own, and nothing of Pages that are not ours", () => {
    const body = envelope(
      entry({ changes: [comment(1)] }),
      entry({ changes: [comment(2)] }, OTHER.externalId),
      entry({ changes: [comment(3)] }, "999"),
      entry({ changes: [comment(4)] }),
    )
    const told = read(body, [PAGE, OTHER]).map(({ accountExternalId, revoked, messages }) => [
      accountExternalId,
      revoked,
      messages.map((message) => message.text),
    ])
    expect(told).toEqual([
      [PAGE.externalId, false, ["mot 1", "mot 4"]],
      [OTHER.externalId, false, ["mot 2"]],
    ])
    expect(read(body, [])).toEqual([])
  })

  test("is read with the escapes that Meta writes", () => {
    const escaped = JSON.stringify(envelope(entry({ changes: [comment(1, { message: "é/" })] }))).replace(
      "é/",
      "\\u00e9\\/ \\ud83d\\udd73",
    )
    expect(only(escaped).messages[0]?.text).toBe("é/ 🕳")
  })

  test.each([
    ["that is no JSON", "<html>"],
    ["of another form", { object: "page", entry: "rien" }],
  ])("%s is set apart whole", (_name, body) => {
    expect(only(body)).toMatchObject({ ...nothing, unreadable: [{ raw: bytes(body).toString() }] })
    expect(read(body, [])).toEqual([])
  })

  test("of anything whatever throws nothing", () => {
    const elements = fc.array(fc.anything(), { maxLength: 3 })
    const values = fc.record({ field: fc.constantFrom("feed", "mention", "ratings"), value: fc.anything() })
    const anything = fc.record(
      {
        changes: fc.oneof(elements, fc.array(values)),
        messaging: elements,
        standby: elements,
        time: fc.anything(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anything, (more) => {
        const body = JSON.stringify(envelope(entry(more)), (_key, value: unknown) =>
          typeof value === "bigint" ? value.toString() : value,
        )
        expect(read(body)).toHaveLength(1)
      }),
    )
  })

  test("about something else than Pages says nothing", () => {
    expect(read({ object: "instagram", entry: [entry({ changes: [comment(1)] })] })).toEqual([])
  })

  test.each([
    ["without a time", { time: undefined }],
    ["whose time is absurd", { time: 1e20 }],
    ["whose changes are no list", { changes: "rien" }],
  ])("an entry %s is set apart, and the next goes on", (_name, more) => {
    const body = envelope({ ...entry({ changes: [comment(1)] }), ...more }, entry({ changes: [comment(2)] }))
    const { messages, unreadable } = only(body)
    expect(messages.map((message) => message.text)).toEqual(["mot 2"])
    expect(unreadable).toHaveLength(1)
  })
})

describe("a change on the Page", () => {
  test("says where it stands, what it answers and who said it", () => {
    expect(oneChange(comment(101, { parent_id: "122100000000001_100" })).messages).toEqual([
      {
        externalId: "122100000000001_101",
        revision: { id: expect.any(String) as string, at: new Date(SECOND * 1000) },
        visibility: "public",
        conversationKey: POST,
        fromAccount: false,
        addressed: true,
        underOurs: true,
        isEncrypted: false,
        contact: { externalId: ADELE.id, username: "", name: ADELE.name },
        text: "mot 101",
        sentAt: new Date(SECOND * 1000),
        permalink: `https://www.facebook.com/${POST}?comment_id=101`,
        parentExternalId: "122100000000001_100",
        media: [],
      },
    ])
  })

  test("whose author Facebook hides is filed under somebody unknown", () => {
    const { messages } = oneChange(comment(101, { from: undefined }))
    expect(messages[0]?.contact).toEqual({ externalId: "122100000000001_101", username: "", name: "" })
  })

  test.each(["post", "status", "photo", "video", "share"])("that is a visitor's %s is a message", (item) => {
    const { messages } = oneChange(
      change({ item, message: "Bonjour", link: "https://scontent.example/1.jpg" }),
    )
    const media = item === "photo" || item === "video" ? [{ kind: item }] : []
    expect(messages).toMatchObject([{ externalId: POST, parentExternalId: null, text: "Bonjour", media }])
  })

  test("with several photos has them all", () => {
    const photos = ["https://scontent.example/1.jpg", "https://scontent.example/2.jpg"]
    expect(oneChange(change({ item: "status", message: "", photos })).messages[0]?.media).toHaveLength(2)
  })

  test.each([
    ["the Page's own post", { item: "status", from: { id: PAGE.externalId } }],
    ["the Page's own comment, which polls tell", { item: "comment", from: { id: PAGE.externalId } }],
    ["the Page's own post removed", { item: "status", verb: "remove", from: { id: PAGE.externalId } }],
    ["a comment hidden", { item: "comment", verb: "hide" }],
    ["a comment shown again", { item: "comment", verb: "unhide" }],
    ["a reaction", { item: "reaction" }],
    ["a like", { item: "like" }],
    ["an album", { item: "album" }],
  ])("that is %s says nothing", (_name, value) => {
    expect(oneChange(change(value))).toMatchObject(nothing)
  })

  test("of a kind nobody asked for says nothing", () => {
    expect(oneChange(change({ item: "comment" }, "live_videos"))).toMatchObject(nothing)
  })

  test.each([
    ["comment", { comment_id: "122100000000001_101" }, "122100000000001_101"],
    ["post", {}, POST],
  ])("that removes a %s tells its removal", (item, more, externalId) => {
    const { removals, messages } = oneChange(change({ item, verb: "remove", ...more }))
    expect(removals).toEqual([{ externalId, at: new Date(SECOND * 1000) }])
    expect(messages).toEqual([])
  })
})

describe("a mention", () => {
  test("elsewhere, without its author, is filed", () => {
    const value = {
      item: "comment",
      verb: "add",
      post_id: "669_122",
      comment_id: "122_271",
      message: "Regardez",
    }
    expect(oneChange({ field: "mention", value }).messages).toMatchObject([
      {
        externalId: "122_271",
        conversationKey: "669_122",
        underOurs: false,
        contact: { externalId: "122_271" },
      },
    ])
  })

  test("on our own Page comes as a comment too, with its author, and is left to that", () => {
    expect(oneChange(change({ item: "comment", comment_id: "122100000000001_5" }, "mention"))).toMatchObject(
      nothing,
    )
  })
})

describe("an event of Messenger", () => {
  test.each([
    ["delivery", { mids: ["m_1"], watermark: 1 }],
    ["read", { watermark: 1 }],
    ["reaction", { emoji: "❤" }],
    ["postback", { title: "Démarrer" }],
  ])("that is a %s says nothing", (kind, value) => {
    expect(oneEvent({ [kind]: value })).toMatchObject(nothing)
  })

  test("of a kind nobody knows is set apart", () => {
    expect(oneEvent({ telepathy: {} }).unreadable).toMatchObject([
      { problem: expect.stringContaining("telepathy") },
    ])
  })

  test("that counts in seconds is set apart rather than dated 1970", () => {
    const { messages, unreadable } = oneEvent({ timestamp: SECOND, message: { mid: "m_1", text: "Bonjour" } })
    expect(messages).toEqual([])
    expect(unreadable).toMatchObject([{ externalId: "m_1", problem: expect.stringContaining("timestamp") }])
  })

  test("that is our own, typed in Meta's app, is filed under the citizen", () => {
    const echo = { mid: "m_2", text: "Bonjour, ici la mairie", is_echo: true, app_id: 138483919580948 }
    const { messages } = oneEvent({ sender: { id: PAGE.externalId }, recipient: ADELE, message: echo })
    expect(messages).toMatchObject([
      {
        fromAccount: true,
        conversationKey: ADELE.id,
        contact: { externalId: ADELE.id },
        visibility: "direct",
      },
    ])
  })

  test("that edits a message is a later version of it", () => {
    const first = oneEvent({ message: { mid: "m_1", text: "Bonjour" } }).messages[0]
    const edited = oneEvent({
      timestamp: SECOND * 1000 + 500,
      message_edit: { mid: "m_1", text: "Bonsoir", num_edit: 1 },
    })
    expect(edited.messages).toMatchObject([{ externalId: "m_1", text: "Bonsoir" }])
    expect(compareRevisions(edited.messages[0]!.revision, first!.revision)).toBeGreaterThan(0)
  })
})

describe("versions", () => {
  const polled = (raw: unknown, at: Date) => mapComment(raw, { id: POST }, PAGE, at).message!
  const added = only(commentAdd).messages[0]!
  const edited = only(commentEdited).messages[0]!

  test("have one id however the same words come", () => {
    const seen = polled(polledComments.data[1], NOON)
    expect(seen.externalId).toBe(added.externalId)
    expect(seen.revision.id).toBe(added.revision.id)
    for (const [at, push] of [image, text].entries()) {
      const direct = mapMessage(polledMessages.data[at], [], PAGE, NOON).message
      expect(direct?.revision.id).toBe(only(push).messages[0]?.revision.id)
    }
  })

  test("of an edit in the same second come after what was written first", () => {
    expect(edited.sentAt).toEqual(added.sentAt)
    expect(compareRevisions(edited.revision, added.revision)).toBeGreaterThan(0)
  })

  test("of a poll after an edit come after all that was pushed before", () => {
    const words = { ...polledComments.data[1], message: "Et le 14 rue Pasteur ?" }
    expect(compareRevisions(polled(words, NOON).revision, edited.revision)).toBeGreaterThan(0)
  })

  test("of a push that comes 36 hours late are as old as what they tell", () => {
    const seen = polled({ ...polledComments.data[1], message: "Et le 12 rue Pasteur ?" }, NOON)
    expect(compareRevisions(added.revision, seen.revision)).toBeLessThan(0)
  })
})
