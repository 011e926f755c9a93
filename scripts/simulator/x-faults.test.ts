import { afterEach, describe, expect, test } from "vitest"
import { closeTowns, startTown, START, mention, refusal, replyTo } from "./testing/x-town.ts"

afterEach(closeTowns)

describe("faults", () => {
  test("a timeout after accepting leaves exactly one reply", async () => {
    const { control, city, cityId } = await startTown()
    const id = await mention(control, "bonjour")
    await control.put("/faults", { kind: "timeout_after_accept", times: 1, milliseconds: 0 })
    await expect(replyTo(city, id, "Bien reçu")).rejects.toThrow()
    const own = await city.v2.userTimeline(cityId)
    expect(own.tweets.map(({ text }) => text)).toEqual(["@marie_parvis Bien reçu"])
    expect((await refusal(replyTo(city, id, "Bien reçu"))).data.detail).toContain("duplicate content")
  })

  test("429 with and without headers, 503 in HTML, 402, 401, each until it is lifted", async () => {
    const { control, city } = await startTown()
    await control.put("/faults", { kind: "429", times: 1, milliseconds: 90_000 })
    expect((await refusal(city.v2.me())).rateLimit!.reset).toBe(START / 1000 + 90)
    await control.put("/faults", { kind: "429", times: 1, withoutHeaders: true })
    expect((await refusal(city.v2.me())).rateLimit).toBeUndefined()
    await control.put("/faults", { kind: "503", times: 1 })
    const html = await refusal(city.v2.me())
    expect([html.code, typeof html.data]).toEqual([503, "string"])
    await control.put("/faults", { kind: "credits_depleted" })
    expect((await refusal(city.v2.me())).data.title).toBe("CreditsDepleted")
    await control.put("/faults", { kind: "credits_depleted", on: false })
    await control.put("/faults", { kind: "expired_token" })
    expect((await refusal(city.v2.me())).code).toBe(401)
    await control.delete("/faults")
    expect((await city.v2.me()).data.username).toBe("VilleDeParvis")
  })

  test("a fault touches only the endpoint it is set for", async () => {
    const { control, city, cityId } = await startTown()
    await control.put("/faults", { kind: "503", endpoint: "GET /2/users/:id/mentions" })
    expect((await refusal(city.v2.userMentionTimeline(cityId))).code).toBe(503)
    expect((await city.v2.me()).data.id).toBe(cityId)
  })

  test("a cut answer and a cut connection are errors of the client", async () => {
    const { control, city } = await startTown()
    await control.put("/faults", { kind: "truncated_json", times: 1 })
    await expect(city.v2.me()).rejects.toThrow()
    await control.put("/faults", { kind: "reset", times: 1 })
    await expect(city.v2.me()).rejects.toThrow()
    expect((await city.v2.me()).data.username).toBe("VilleDeParvis")
  })

  test("one bad post comes among the good ones, once", async () => {
    const { control, city, cityId } = await startTown()
    await control.put("/faults", { kind: "malformed_post", times: 1 })
    expect((await city.v2.userMentionTimeline(cityId)).tweets).toEqual([])
    await mention(control, "un")
    await mention(control, "deux")
    const spoiled = await city.v2.userMentionTimeline(cityId)
    expect(spoiled.tweets).toHaveLength(3)
    expect(spoiled.tweets.filter(({ text }) => typeof text === "string")).toHaveLength(2)
    expect((await city.v2.userMentionTimeline(cityId)).tweets).toHaveLength(2)
  })
})
