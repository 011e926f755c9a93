import fc from "fast-check"
import { describe, expect, test } from "vitest"
import directs from "./fixtures/directs.json" with { type: "json" }
import oneBad from "./fixtures/mentions-one-bad.json" with { type: "json" }
import odd from "./fixtures/mentions-odd.json" with { type: "json" }
import page1 from "./fixtures/mentions-page-1.json" with { type: "json" }
import page2 from "./fixtures/mentions-page-2.json" with { type: "json" }
import partial from "./fixtures/mentions-partial.json" with { type: "json" }
import profile from "./fixtures/profile.json" with { type: "json" }
import { mapDirects } from "./map-direct.ts"
import { mapPosts } from "./map-post.ts"
import { readPage } from "./payloads.ts"
import { compareIds, timeOfId } from "./snowflake.ts"

const account = { externalId: profile.data.id, username: profile.data.username, name: profile.data.name }
const pageOf = (body: unknown) => {
  const page = readPage(body)
  if (!page) throw new Error("not a page")
  return page
}
const posts = (body: unknown) => mapPosts(pageOf(body), account, true)
const messages = (body: unknown) => posts(body).map(({ message }) => message)
const direct = (body: unknown) =>
  mapDirects(pageOf(body), account).map((one) => one.message ?? one.unreadable)

describe("a post", () => {
  test("comes with its author, its picture, its place and its address", () => {
    expect(messages(page2)[1]).toEqual({
      externalId: page2.data[1]?.id,
      revision: { id: page2.data[1]?.id, at: new Date("2026-11-23T07:41:00.000Z") },
      addressed: true,
      underOurs: false,
      isEncrypted: false,
      visibility: "public",
      conversationKey: page2.data[1]?.id,
      fromAccount: false,
      contact: { externalId: "2244994945", username: "adele_morvan", name: "Adèle Morvan" },
      text: "@VilleDeParvis le lampadaire devant le 12 rue Pasteur est éteint depuis 3 semaines 💡",
      sentAt: new Date("2026-11-23T07:41:00.000Z"),
      permalink: `https://x.com/adele_morvan/status/${page2.data[1]?.id}`,
      parentExternalId: null,
      media: [
        {
          kind: "photo",
          url: "https://pbs.twimg.com/media/parvis-lampadaire.jpg",
          altText: "Un lampadaire éteint",
        },
      ],
    })
  })

  test("has its entities decoded, its links expanded and its mention kept", () => {
    const [reply] = messages(page2)
    expect(reply?.text).toBe(
      "@VilleDeParvis et pour la piste cyclable <quai Nord> & le pont, une date ? https://parvis.example/voirie?a=1&b=2",
    )
    expect(reply?.conversationKey).toBe(page2.data[0]?.conversation_id)
    expect(reply?.parentExternalId).toBe(page2.data[0]?.conversation_id)
  })

  test("is under ours only when it answers the post of ours that began the conversation", () => {
    const answering = (parent: string | null, root: string) => ({
      id: "2124805000000000009",
      text: "Bonjour",
      author_id: "2244994945",
      in_reply_to_user_id: account.externalId,
      conversation_id: root,
      ...(parent && { referenced_tweets: [{ type: "replied_to", id: parent }] }),
    })
    const isUnderOurs = (post: object) => messages({ data: [post] })[0]?.underOurs
    expect(isUnderOurs(answering("2124805000000000001", "2124805000000000001"))).toBe(true)
    expect(isUnderOurs(answering("2124805000000000002", "2124805000000000001"))).toBe(false)
    expect(isUnderOurs(answering(null, "2124805000000000009"))).toBe(false)
  })

  test("is whole when it is long, and one message through its edits", () => {
    const [long, edited] = messages(page1)
    expect(long?.text).toMatch(/Merci de votre réponse\.$/)
    expect(edited?.externalId).toBe(page1.data[1]?.edit_history_tweet_ids[0])
    expect(posts(page1)[1]?.id).toBe(page1.data[1]?.id)
    expect(edited?.permalink).toContain(page1.data[1]?.id)
  })

  test("is read under the names OpenAPI gives it too", () => {
    const [renamed] = messages(odd)
    expect(renamed?.externalId).toBe(odd.data[0]?.edit_history_post_ids?.[0])
    expect(renamed?.parentExternalId).toBe(odd.data[0]?.conversation_id)
  })

  test("keeps its pictures when X does not describe them, and no address a browser could run", () => {
    expect(messages(odd)[0]?.media).toEqual([
      { kind: "video", url: "https://pbs.twimg.com/still.jpg", altText: null },
      { kind: "gif", url: null, altText: null },
      { kind: "photo", url: null, altText: null },
    ])
  })

  test("is kept when X hides its author", () => {
    const hidden = messages(odd)[1]
    expect(hidden?.contact).toEqual({ externalId: "777000111", username: "", name: "" })
    expect(hidden?.permalink).toBe(`https://x.com/i/status/${odd.data[1]?.id}`)
  })

  test("of the account itself says so", () => {
    const own = { ...page2, data: [{ ...page2.data[0], author_id: account.externalId }] }
    expect(messages(own)[0]).toMatchObject({ fromAccount: true, contact: account })
  })

  test("has the time of its id when X gives none", () => {
    const { id } = page2.data[1] ?? { id: "" }
    const timeless = { data: [{ id, text: "bonjour", author_id: "1" }] }
    expect(messages(timeless)[0]?.sentAt).toEqual(timeOfId(id))
    expect(timeOfId(id)).toEqual(new Date("2026-11-23T07:41:00.000Z"))
  })

  test("that does not fit is set apart whole, and the others go on", () => {
    const [first, bad, last] = posts(oneBad)
    expect([first?.message, last?.message]).toEqual([messages(page2)[0], messages(page2)[1]])
    expect(bad?.unreadable?.raw).toBe(oneBad.data[1])
    expect(bad?.unreadable?.problem).toMatch(/^id: .*; text: /)
  })

  test("stays when its page has errors beside the data", () => {
    expect(messages(partial)).toHaveLength(1)
  })
})

describe("a direct message", () => {
  test("is filed under the citizen, whoever wrote it; a join is no message", () => {
    expect(direct(directs)).toHaveLength(5)
    expect(direct(directs)[0]).toMatchObject({
      fromAccount: true,
      contact: { externalId: "2244994945", username: "adele_morvan", name: "Adèle Morvan" },
      conversationKey: "2244994945-1502200330044001001",
      text: "Bonjour, c’est noté : passage mardi & mercredi.",
      permalink: null,
    })
    expect(direct(directs)[1]).toMatchObject({
      fromAccount: false,
      visibility: "direct",
      text: "Voici la photo du compteur",
      media: [{ kind: "photo" }],
    })
  })

  test("of ours in a group is filed under whoever spoke there", () => {
    expect(direct(directs)[2]).toMatchObject({ fromAccount: true, contact: { username: "yann_lg" } })
    const alone = { ...directs, data: [directs.data[2]] }
    expect(direct(alone)[0]).toMatchObject({ problem: expect.stringContaining("nothing tells to whom") })
  })

  test("names its conversation when X does not", () => {
    const { dm_conversation_id: _, ...bare } = directs.data[1] ?? {}
    expect(direct({ data: [bare] })[0]).toMatchObject({ conversationKey: "2244994945-1502200330044001001" })
  })
})

describe("whatever a server answers", () => {
  const names = [
    "id",
    "text",
    "author_id",
    "sender_id",
    "entities",
    "attachments",
    "edit_history_tweet_ids",
    "event_type",
  ]
  const element = fc.dictionary(
    fc.constantFrom(...names, "urls", "dm_conversation_id", "note_tweet"),
    fc.jsonValue(),
  )
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record({
      data: fc.array(fc.oneof(element, fc.jsonValue())),
      includes: fc.jsonValue(),
      meta: fc.jsonValue(),
    }),
    fc.record({
      data: fc.array(
        fc.record({
          id: fc.constant("12"),
          text: fc.string(),
          author_id: fc.constant("1"),
          sender_id: fc.constant("1"),
          entities: fc.jsonValue(),
        }),
      ),
    }),
  )

  test("nothing throws, and each element is a message or set apart", () => {
    fc.assert(
      fc.property(body, (any) => {
        const page = readPage(any)
        if (!page) return
        expect(mapPosts(page, account, true)).toHaveLength(page.elements.length)
        expect(mapDirects(page, account).length).toBeLessThanOrEqual(page.elements.length)
      }),
      { numRuns: 500 },
    )
  })

  test("what is no list is no page", () => {
    for (const any of [null, [], "x", 3, {}, { data: {} }, { data: null }, { errors: [{}] }])
      expect(readPage(any)).toBeNull()
    expect(readPage({ meta: { result_count: 0 } })?.elements).toEqual([])
  })
})

test("ids are compared as numbers", () => {
  expect(compareIds("999", "1000")).toBe(-1)
  expect(compareIds("9223372036854775807", "9223372036854775806")).toBe(1)
  expect(compareIds("12", "12")).toBe(0)
})
