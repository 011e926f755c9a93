import { request as httpRequest } from "node:http"
import { appendFileSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, test } from "vitest"
import { xClient } from "./testing/x-client.ts"
import { closeTowns, startTown, clock, mention, refusal, replyTo } from "./testing/x-town.ts"

afterEach(closeTowns)

describe("the page", () => {
  test("is whole before its script runs, and lets nothing foreign in", async () => {
    const { simulator } = await startTown({ seedCitizens: true })
    const response = await fetch(simulator.url)
    const html = await response.text()
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'")
    expect(html).toContain("Simulateur : rien ne part sur Internet")
    expect(html.match(/role="switch"/g)).toHaveLength(22)
    const addresses = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, address]) => address!)
    expect(addresses.length).toBeGreaterThan(10)
    const some = addresses.filter((address) => !address.startsWith("/scenes/") || address.includes("flood"))
    for (const address of [...some, "/place/feed.js", "/place/panel.js"])
      expect([address, (await fetch(simulator.url + address)).status]).toEqual([address, 200])
    expect((await fetch(`${simulator.url}/place/..%2froutes.ts`)).status).toBe(404)
  })
})

describe("the control plane", () => {
  test("refuses another Host, another Origin and another site", async () => {
    const { simulator } = await startTown()
    const port = Number(new URL(simulator.url).port)
    const status = (path: string, headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        httpRequest({ host: "127.0.0.1", port, path, headers }, (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        })
          .on("error", reject)
          .end()
      })
    expect(await status("/sim/state", {})).toBe(200)
    expect(await status("/sim/state", { host: "evil.example" })).toBe(403)
    expect(await status("/2/users/me", { host: "evil.example" })).toBe(403)
    expect(await status("/sim/state", { origin: "https://evil.example" })).toBe(403)
    expect(await status("/sim/state", { "sec-fetch-site": "cross-site" })).toBe(403)
    expect(await status("/2/users/me", { host: "api.x.com" })).toBe(401)
    expect(await status("/sim/state", { host: `localhost:${port}` })).toBe(200)
  })

  test("says what is wrong with a body", async () => {
    const { control } = await startTown()
    await expect(control.post("/posts", { by: "nobody_here", text: "x" })).rejects.toThrow(/404/)
    await expect(control.put("/faults", { kind: "meteor" })).rejects.toThrow(/400/)
    await expect(control.put("/crowd", { perMinute: -1 })).rejects.toThrow(/400/)
    await expect(control.post("/posts", { by: "VilleDeParvis", text: "x" })).rejects.toThrow(/403/)
  })

  test("an instant storm is as many different messages", async () => {
    const { control } = await startTown()
    await control.post("/storm", { count: 300, instant: true })
    const state = await control.get("/state")
    const posts: { typed: string }[] = state.posts
    expect(new Set(posts.map(({ typed }) => typed)).size).toBe(300)
  })

  test("every scenario can be played, and citizens answer the city back", async () => {
    const { control, simulator, city } = await startTown({ seedCitizens: true })
    const { scenarios } = await control.get("/scenarios")
    for (const { name } of scenarios) await control.post(`/scenarios/${name}`, { instant: true })
    const before = await control.get("/state")
    const said = new Map<string, string>(
      [...before.posts, ...before.directs].flatMap(({ scenarioKey, id }) =>
        scenarioKey === null ? [] : [[scenarioKey, id]],
      ),
    )
    const messages = scenarios.reduce((sum, one) => sum + one.messages, 0)
    expect(said.size).toBe(messages)
    clock.now += 1000
    await replyTo(city, said.get("eclairage-01")!, "Bonjour, nous passons demain.")
    simulator.crowd.advance(10_000)
    const thanks = simulator.world.timeline.at(-1)!
    expect(thanks).toMatchObject({ scenarioKey: "eclairage-01+1" })
    expect(thanks.typed).toContain("déjà un progrès")
  })

  test("the crowd keeps its speed", async () => {
    const { control, simulator } = await startTown()
    await control.put("/crowd", { perMinute: 30 })
    for (let i = 0; i < 600; i++) simulator.crowd.advance(100)
    const { posts, directs } = (await control.get("/state")) as { posts: object[]; directs: object[] }
    expect(posts.length + directs.length).toBeGreaterThanOrEqual(29)
    expect(posts.length + directs.length).toBeLessThanOrEqual(31)
  })

  test("pages hear what happens as it happens", async () => {
    const { simulator, control } = await startTown()
    const abort = new AbortController()
    const response = await fetch(`${simulator.url}/sim/events`, { signal: abort.signal })
    const reader = response.body!.getReader()
    await reader.read()
    const id = await mention(control, "en direct")
    const { value } = (await reader.read()) as { value: Uint8Array }
    const text = new TextDecoder().decode(value)
    expect(text).toContain("event: post")
    expect(text).toContain(id)
    abort.abort()
  })
})

describe("the journal", () => {
  test("everything acknowledged is there after a restart, a cut last line is not", async () => {
    const dataFile = join(mkdtempSync(join(tmpdir(), "simulator-")), "state.jsonl")
    const first = await startTown({ dataFile })
    const id = await mention(first.control, "avant l'arrêt", { photo: { scene: "flood" } })
    const { data } = await replyTo(first.city, id, "Bien reçu")
    await first.control.post("/directs", { by: "marie_parvis", text: "et en privé" })
    const { oauth2 } = first.simulator.credentials
    const client = { clientId: oauth2.clientId, clientSecret: oauth2.clientSecret }
    await xClient(first.simulator.url, client).refreshOAuth2Token(oauth2.refreshToken)
    const before = await first.control.get("/state")
    // A kill leaves the process no time to say goodbye: the file is read as it is.
    appendFileSync(dataFile, '{"type":"post","post":{"id":"21248')

    const second = await startTown({ dataFile })
    const after = await second.control.get("/state")
    expect(after.posts).toEqual(before.posts)
    expect(after.directs).toEqual(before.directs)
    expect(after.answers).toEqual({ [id]: [data.id] })
    const used = await refusal(xClient(second.simulator.url, client).refreshOAuth2Token(oauth2.refreshToken))
    expect(used.code).toBe(400)
    const next = await mention(second.control, "après")
    expect(BigInt(next)).toBeGreaterThan(BigInt(data.id))
  })
})
