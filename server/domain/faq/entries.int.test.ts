import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Account } from "../../../shared/account.ts"
import type { Entry, SaveEntry } from "../../../shared/entry.ts"
import type { Person } from "../../../shared/person.ts"
import type { Thread } from "../../../shared/thread.ts"
import { buildIncoming, createAccount, createPersonWith, createThread } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { ingestMessage } from "../threads/ingest-message.ts"
import { approveEntry } from "./approve-entry.ts"
import { archiveEntry } from "./archive-entry.ts"
import { demoEntryId, seedDemoEntries } from "./demo-entries.ts"
import { demoTexts } from "./demo-texts.ts"
import { proposeEntry } from "./propose-entry.ts"
import { readEntry } from "./read-entry.ts"
import { returnEntry } from "./return-entry.ts"
import { saveEntry } from "./save-entry.ts"
import { submitEntry } from "./submit-entry.ts"

let ctx: TestContext
let account: Account
let nadia: Person
let karim: Person
let lucie: Person
let claire: Person

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
  nadia = await createPersonWith(ctx, { name: "Nadia" })
  karim = await createPersonWith(ctx, { name: "Karim", role: "head", departments: ["eclairage_public"] })
  lucie = await createPersonWith(ctx, { name: "Lucie", role: "head", departments: ["voirie"] })
  claire = await createPersonWith(ctx, { name: "Claire", role: "admin" })
})

async function answeredThread(): Promise<Thread> {
  const citizen = { externalId: "u77", username: "rosy_77", name: "Rosalind Abernathy" }
  const thread = await createThread(ctx, account, {
    contact: citizen,
    conversationKey: "lamp",
    text: "@VilleDeParvis bonjour, le lampadaire devant le 12 rue Pasteur est éteint, que faire ?",
  })
  await ingestMessage(
    ctx,
    account,
    buildIncoming({
      contact: citizen,
      conversationKey: "lamp",
      fromAccount: true,
      text: "@rosy_77 Bonjour Rosalind, signalez-le sur https://www.parvis.example/lampes, réparé sous 5 jours.",
      sentAt: new Date("2026-11-24T08:59:30Z"),
    }),
  )
  return thread
}

const good: Omit<SaveEntry, "expectedVersion"> = {
  question: "Comment signaler un lampadaire éteint ?",
  answer: "Donnez la rue et le numéro inscrit sur le mât.",
  department: "eclairage_public",
  overrides: [],
}
const save = (entry: Entry, change: Partial<SaveEntry> = {}, actor = nadia) =>
  saveEntry(ctx, actor, entry.id, { ...good, expectedVersion: entry.version, ...change })
const step = (entry: Entry) => ({ expectedVersion: entry.version })
const kinds = async (threadId: string) => (await ctx.timeline.ofThread(threadId)).map(({ kind }) => kind)

async function inReview(change: Partial<SaveEntry> = {}): Promise<Entry> {
  const entry = await save(await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id }), change)
  return submitEntry(ctx, nadia, entry.id, step(entry))
}
const online = async () => {
  const entry = await inReview()
  return approveEntry(ctx, karim, entry.id, step(entry))
}

describe("proposing an answered thread", () => {
  test("makes a draft without who it was about, and says so in the thread", async () => {
    const thread = await answeredThread()
    const entry = await proposeEntry(ctx, nadia, { threadId: thread.id })
    expect(entry).toMatchObject({
      state: "draft",
      version: 1,
      department: "eclairage_public",
      sourceThreadId: thread.id,
      question: "Le lampadaire dans une rue est éteint, que faire ?",
      answer: "Signalez-le sur https://www.parvis.example/lampes, réparé sous 5 jours.",
      createdBy: { id: nadia.id, name: "Nadia" },
      published: null,
    })
    expect(await kinds(thread.id)).toContain("entry_proposed")
    expect(
      (await ctx.entries.versionsOf(entry.id)).map(({ version, question }) => [version, question]),
    ).toEqual([[1, entry.question]])
  })

  test("twice, or from two browsers at once, gives one draft and one event", async () => {
    const thread = await answeredThread()
    const made = await Promise.all(
      [nadia, claire, nadia].map((who) => proposeEntry(ctx, who, { threadId: thread.id })),
    )
    const again = await proposeEntry(ctx, claire, { threadId: thread.id })
    expect(new Set([...made, again].map(({ id }) => id)).size).toBe(1)
    expect((await kinds(thread.id)).filter((kind) => kind === "entry_proposed")).toHaveLength(1)
  })

  test("is refused while the city has not answered, and to heads", async () => {
    const open = await createThread(ctx, account)
    await expect(proposeEntry(ctx, nadia, { threadId: open.id })).rejects.toMatchObject({
      code: "stale_state",
    })
    await expect(proposeEntry(ctx, karim, { threadId: (await answeredThread()).id })).rejects.toMatchObject({
      code: "forbidden",
    })
  })
})

describe("saving", () => {
  test("keeps every text; the same text again is no new version", async () => {
    const entry = await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id })
    const saved = await save(entry)
    expect(saved).toMatchObject({ version: 2, question: good.question, updatedBy: { name: "Nadia" } })
    expect((await save(saved)).version).toBe(2)
    expect((await ctx.entries.versionsOf(entry.id)).map(({ version, answer }) => [version, answer])).toEqual([
      [1, entry.answer],
      [2, good.answer],
    ])
  })

  test("on an older version is refused with the entry as it is, and nothing is overwritten", async () => {
    const entry = await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id })
    const theirs = await save(entry, { answer: "Celle de Claire." }, claire)
    await expect(save(entry, { answer: "Celle de Nadia." })).rejects.toMatchObject({
      code: "stale_entry",
      extra: { entry: theirs },
    })
    expect((await ctx.entries.find(entry.id))?.answer).toBe("Celle de Claire.")
    expect(await ctx.entries.versionsOf(entry.id)).toHaveLength(2)
  })

  test("by two people in the same moment lets one through", async () => {
    const entry = await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id })
    const results = await Promise.allSettled(
      [nadia, claire].map((who) => save(entry, { answer: `Celle de ${who.name}.` }, who)),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    expect(await ctx.entries.versionsOf(entry.id)).toHaveLength(2)
  })

  test("with a department that the city does not have, or that is not a head's, is refused", async () => {
    const entry = await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id })
    await expect(save(entry, { department: "inconnu" })).rejects.toMatchObject({ code: "invalid" })
    await expect(save(entry, { department: "voirie" }, karim)).rejects.toMatchObject({ code: "forbidden" })
  })

  test("an override keeps who gave it when somebody else saves", async () => {
    const entry = await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id })
    const override = { kind: "phone" as const, text: "01 99 00 75 00", reason: "le standard de la ville" }
    const first = await save(entry, { answer: "Appelez le 01 99 00 75 00.", overrides: [override] })
    const second = await save(
      first,
      { answer: "Appelez vite le 01 99 00 75 00.", overrides: [override] },
      claire,
    )
    expect(second.overrides).toEqual([{ ...override, by: { id: nadia.id, name: "Nadia" } }])
  })
})

describe("personal data", () => {
  const flagged = { answer: "Appelez M. Dupont au 06 12 34 56 78." }

  test("keeps a draft from review, and tells which words", async () => {
    const entry = await save(
      await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id }),
      flagged,
    )
    await expect(submitEntry(ctx, nadia, entry.id, step(entry))).rejects.toMatchObject({
      code: "personal_data",
      extra: {
        findings: [
          { field: "answer", kind: "name", text: "M. Dupont" },
          { field: "answer", kind: "phone" },
        ],
      },
    })
    expect((await ctx.entries.find(entry.id))?.state).toBe("draft")
  })

  test("is let through word by word, with a reason", async () => {
    const overrides = [
      { kind: "name" as const, text: "M. Dupont", reason: "personnage public, sur le site de la ville" },
      { kind: "phone" as const, text: "06 12 34 56 78", reason: "astreinte publique" },
    ]
    const entry = await save(await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id }), {
      ...flagged,
      overrides: overrides.slice(0, 1),
    })
    await expect(submitEntry(ctx, nadia, entry.id, step(entry))).rejects.toMatchObject({
      code: "personal_data",
    })
    const covered = await save(entry, { ...flagged, overrides })
    expect((await submitEntry(ctx, nadia, covered.id, step(covered))).state).toBe("review")
  })

  test("of the citizen themselves is found by the name that the network gave", async () => {
    const entry = await save(await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id }), {
      answer: "Comme le disait abernathy, donnez la rue.",
    })
    await expect(submitEntry(ctx, nadia, entry.id, step(entry))).rejects.toMatchObject({
      code: "personal_data",
    })
  })

  test("that slipped in during review is refused at the last door too", async () => {
    const entry = await inReview()
    const edited = await save(entry, flagged)
    expect(edited.state).toBe("review")
    await expect(approveEntry(ctx, karim, edited.id, step(edited))).rejects.toMatchObject({
      code: "personal_data",
    })
    expect((await ctx.entries.find(entry.id))?.published).toBeNull()
  })

  test("nothing empty, and nothing without a department, goes to review", async () => {
    const entry = await save(await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id }), {
      department: null,
    })
    await expect(submitEntry(ctx, nadia, entry.id, step(entry))).rejects.toMatchObject({
      code: "invalid",
      extra: { fields: { department: "required" } },
    })
  })
})

describe("review", () => {
  test("the head of its department puts it online, under an address, and the thread says so", async () => {
    const entry = await inReview()
    ctx.pass(60_000)
    const published = await approveEntry(ctx, karim, entry.id, step(entry))
    const at = ctx.now().toISOString()
    expect(published).toMatchObject({
      state: "published",
      slug: "comment-signaler-un-lampadaire-eteint",
      publishedAt: at,
      reviewedBy: { id: karim.id, name: "Karim" },
      published: {
        question: good.question,
        answer: good.answer,
        department: "eclairage_public",
        slug: "comment-signaler-un-lampadaire-eteint",
        version: entry.version,
        publishedAt: at,
      },
    })
    expect(await kinds(entry.sourceThreadId ?? "")).toContain("entry_published")
    expect(await ctx.entries.listPublished()).toEqual([published])
  })

  test("agents and heads of other departments cannot; an admin can", async () => {
    const entry = await inReview()
    await expect(approveEntry(ctx, nadia, entry.id, step(entry))).rejects.toMatchObject({ code: "forbidden" })
    await expect(approveEntry(ctx, lucie, entry.id, step(entry))).rejects.toMatchObject({ code: "not_found" })
    await expect(returnEntry(ctx, nadia, entry.id, { ...step(entry), note: "non" })).rejects.toMatchObject({
      code: "forbidden",
    })
    expect((await ctx.entries.find(entry.id))?.state).toBe("review")
    expect((await approveEntry(ctx, claire, entry.id, step(entry))).state).toBe("published")
  })

  test("only what is in review goes online", async () => {
    const draft = await save(await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id }))
    await expect(approveEntry(ctx, karim, draft.id, step(draft))).rejects.toMatchObject({
      code: "stale_state",
    })
  })

  test("what goes online is the text that the head read", async () => {
    const read = await inReview()
    const edited = await save(read, { answer: "Changée entre-temps." })
    await expect(approveEntry(ctx, karim, read.id, step(read))).rejects.toMatchObject({
      code: "stale_entry",
      extra: { entry: edited },
    })
    expect((await ctx.entries.find(read.id))?.published).toBeNull()
  })

  test("two heads who decide at once: one decision stands, and one event is written", async () => {
    const entry = await inReview()
    const results = await Promise.allSettled([
      approveEntry(ctx, karim, entry.id, step(entry)),
      approveEntry(ctx, claire, entry.id, step(entry)),
      returnEntry(ctx, karim, entry.id, { ...step(entry), note: "à revoir" }),
    ])
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    const events = (await kinds(entry.sourceThreadId ?? "")).filter((kind) => kind === "entry_published")
    const state = (await ctx.entries.find(entry.id))?.state
    expect(events).toHaveLength(state === "published" ? 1 : 0)
  })

  test("a head gives it back with a note, which the next submission clears", async () => {
    const entry = await inReview()
    const returned = await returnEntry(ctx, karim, entry.id, { ...step(entry), note: "Précisez le délai." })
    expect(returned).toMatchObject({
      state: "draft",
      reviewNote: "Précisez le délai.",
      reviewedBy: { name: "Karim" },
    })
    expect((await submitEntry(ctx, nadia, entry.id, step(returned))).reviewNote).toBeNull()
  })
})

describe("an entry that is online", () => {
  test("stays as approved while it is edited, until it is approved again", async () => {
    const entry = await online()
    const edited = await save(entry, { question: "Comment signaler un lampadaire qui clignote ?" })
    expect(edited).toMatchObject({ state: "draft", published: entry.published, version: entry.version + 1 })
    const again = await submitEntry(ctx, nadia, entry.id, step(edited))
    expect(again.published?.question).toBe(good.question)
    const approved = await approveEntry(ctx, karim, entry.id, step(again))
    expect(approved.published).toMatchObject({
      question: "Comment signaler un lampadaire qui clignote ?",
      slug: "comment-signaler-un-lampadaire-qui-clignote",
      version: edited.version,
    })
  })

  test("comes off by its head, not by an agent, and is remembered as gone", async () => {
    const entry = await online()
    await expect(archiveEntry(ctx, nadia, entry.id, step(entry))).rejects.toMatchObject({ code: "forbidden" })
    await expect(archiveEntry(ctx, lucie, entry.id, step(entry))).rejects.toMatchObject({ code: "not_found" })
    const archived = await archiveEntry(ctx, karim, entry.id, step(entry))
    expect(archived).toMatchObject({ state: "archived", published: null, publishedAt: entry.publishedAt })
    expect(await ctx.entries.listPublished()).toEqual([archived])
  })

  test("an archived one that is written on again starts as a draft, offline", async () => {
    const entry = await online()
    const archived = await archiveEntry(ctx, karim, entry.id, step(entry))
    const revived = await save(archived, { answer: "Une nouvelle réponse." })
    expect(revived).toMatchObject({ state: "draft", published: null })
  })

  test("a draft that never was online may be put away by its writer", async () => {
    const draft = await proposeEntry(ctx, nadia, { threadId: (await answeredThread()).id })
    expect((await archiveEntry(ctx, nadia, draft.id, step(draft))).state).toBe("archived")
  })
})

describe("who sees what", () => {
  test("heads list and open the entries of their departments only", async () => {
    const entry = await inReview()
    expect((await ctx.entries.list(karim)).map(({ id }) => id)).toEqual([entry.id])
    expect(await ctx.entries.list(lucie)).toEqual([])
    expect((await ctx.entries.list(nadia, { state: "review" })).map(({ id }) => id)).toEqual([entry.id])
    expect(await ctx.entries.list(nadia, { state: "draft" })).toEqual([])
    await expect(readEntry(ctx, lucie, entry.id)).rejects.toMatchObject({ code: "not_found" })
    await expect(save(entry, {}, lucie)).rejects.toMatchObject({ code: "not_found" })
  })
})

test("the demo's entries go online by the usual way, once, and stay as people made them", async () => {
  await seedDemoEntries(ctx)
  const seeded = await ctx.entries.listPublished()
  expect(seeded).toHaveLength(demoTexts.length)
  expect(new Set(seeded.map(({ department }) => department)).size).toBe(16)
  const id = demoEntryId("proprete-encombrants")
  const entry = await readEntry(ctx, claire, id)
  await archiveEntry(ctx, claire, id, step(entry))
  await seedDemoEntries(ctx)
  expect((await ctx.entries.find(id))?.state).toBe("archived")
  expect(await ctx.entries.versionsOf(id)).toHaveLength(1)
}, 60_000)
