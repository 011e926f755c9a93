import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, test } from "vitest"
import { startSimulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"
import { closePages, clock, startPage, say, write } from "./testing/page-town.ts"

afterEach(closePages)

describe("the town on Facebook", () => {
  test("a seeded Page has news, comments, an exchange; citizens answer the Page back", async () => {
    const run = await startPage({ seedCitizens: true })
    const { facebook } = await run.control.get("/state")
    expect(facebook.counts.posts).toBeGreaterThan(5)
    expect(facebook.counts.comments).toBeGreaterThan(10)
    const dustbins = facebook.comments.find(({ scenarioKey }) => scenarioKey === "famille-13")!
    await run.api.call("POST", [dustbins.id, "comments"], {
      message: "Bonjour, sortez-le après 20 h la veille.",
    })
    run.simulator.facebookCrowd.advance(10_000)
    const comments = (await run.control.get("/state")).facebook.comments
    expect(comments.at(-1)).toMatchObject({ scenarioKey: "famille-13+1", parentId: dustbins.id })
  })

  test("the crowd comments, posts, writes on Messenger, changes its words and takes some back", async () => {
    const run = await startPage({ seedCitizens: true })
    await run.control.put("/crowd", { network: "facebook", perMinute: 60 })
    for (let i = 0; i < 3000; i++) run.simulator.facebookCrowd.advance(100)
    const { facebook } = await run.control.get("/state")
    expect(facebook.comments.length + facebook.posts.length + facebook.messages.length).toBeGreaterThan(280)
    expect(facebook.comments.some(({ isEdited }) => isEdited)).toBe(true)
    expect(facebook.comments.some(({ isDeleted }) => isDeleted)).toBe(true)
    expect(facebook.counts.visitorPosts).toBeGreaterThan(20)
    expect(facebook.counts.messagesReceived).toBeGreaterThan(5)
    const words = [...facebook.posts, ...facebook.comments].map(({ message }) => message)
    expect(words.filter((message) => message.includes("@VilleDeParvis"))).toEqual([])
  })

  test("everything is there after a restart", async () => {
    const dataFile = join(mkdtempSync(join(tmpdir(), "simulator-")), "state.jsonl")
    const first = await startPage({ dataFile })
    const id = await say(first, "avant l'arrêt", { photo: { scene: "flood" } })
    await first.api.call("POST", [id, "comments"], { message: "Bien reçu" })
    await write(first, "et en privé")
    const before = await first.control.get("/facebook/state")
    await closePages()
    const second = await startSimulator({ dataFile, clock: () => clock.now })
    const after = await controlOf(second.url).get("/facebook/state")
    await second.close()
    expect(after.facebook).toEqual(before.facebook)
  })
})
