import { type Page } from "facebook-nodejs-business-sdk"
import { afterEach, describe, expect, test } from "vitest"
import { graphClient } from "./testing/graph-client.ts"
import {
  closePages,
  clock,
  DAY,
  startPage,
  say,
  write,
  refusal,
  codes,
  plain,
  commentsOf,
  get,
} from "./testing/page-town.ts"

afterEach(closePages)

describe("tokens", () => {
  test("the proof is checked when it comes, and demanded when the application says so", async () => {
    const run = await startPage()
    const { pageToken } = run.simulator.facebook
    const me = (client: Pick<ReturnType<typeof graphClient>, "api">) => client.api.call("GET", ["me"], {})
    expect(await me(run)).toMatchObject({ id: run.pageId })
    const wrong = await refusal(me(graphClient(run.simulator.url, pageToken, "another secret")))
    expect(wrong.response).toMatchObject({
      code: 100,
      type: "GraphMethodException",
      message: "Invalid appsecret_proof provided in the API argument",
    })
    const bare = graphClient(run.simulator.url, pageToken)
    expect(await me(bare)).toMatchObject({ id: run.pageId })
    await run.control.put("/settings", { requireAppSecretProof: true })
    expect((await codes(me(bare)))[0]).toBe(100)
    expect((await codes(me(graphClient(run.simulator.url, "unknown"))))[0]).toBe(190)
  })

  test("expired, password changed and application removed each have their subcode, until connected again", async () => {
    const run = await startPage()
    for (const [access, subcode] of [
      ["expired", 463],
      ["password", 460],
      ["revoked", 458],
    ]) {
      await run.control.put("/facebook/access", { access })
      expect(await codes(run.page.get(["id"]))).toEqual([190, subcode])
    }
    const { appId, appSecret, pageToken, userToken } = run.simulator.facebook
    const app = graphClient(run.simulator.url, `${appId}|${appSecret}`)
    const debug = () => app.api.call<{ data: object }>("GET", ["debug_token"], { input_token: pageToken })
    expect((await debug()).data).toMatchObject({ is_valid: false, type: "PAGE" })
    await run.control.put("/facebook/access", { access: "valid" })
    expect((await debug()).data).toMatchObject({ is_valid: true, expires_at: 0, profile_id: run.pageId })
    const user = graphClient(run.simulator.url, userToken)
    const accounts = await user.api.call<{ data: object[] }>("GET", ["me", "accounts"], {})
    expect(accounts.data).toMatchObject([
      { id: run.pageId, access_token: pageToken, name: "Ville de Parvis" },
      { name: "Médiathèque de Parvis" },
    ])
  })

  test("a quota that is spent says when it opens again", async () => {
    const run = await startPage({ budgetFactor: 1 / 4800 })
    await write(run, "Bonjour")
    await run.page.get(["id"])
    await run.page.get(["id"])
    const spent = await get(run, run.pageId)
    expect(await spent.json()).toMatchObject({ error: { code: 80001 } })
    expect(JSON.parse(spent.headers.get("x-business-use-case-usage")!)).toMatchObject({
      [run.pageId]: [{ call_count: 100, estimated_time_to_regain_access: 1440 }],
    })
    clock.now += DAY
    expect(await run.page.get(["id"])).toHaveProperty("id")
  })
})

describe("faults", () => {
  const messages = (page: Page) => page.get(["id"])

  test("the same faults strike Facebook, or only it, or only X", async () => {
    const run = await startPage()
    const { control, page } = run
    await control.put("/faults", { kind: "503", times: 1, network: "facebook" })
    // The client cannot read a page that is not JSON: it fails on its own.
    await expect(messages(page)).rejects.toThrow(/not valid JSON/)
    await control.put("/faults", { kind: "429", times: 1, milliseconds: 120_000 })
    expect((await codes(messages(page)))[0]).toBe(80001)
    await control.put("/faults", { kind: "expired_token", times: 1 })
    expect(await codes(messages(page))).toEqual([190, 463])
    await control.put("/faults", { kind: "password_changed", times: 1 })
    expect(await codes(messages(page))).toEqual([190, 460])
    for (const kind of ["reset", "truncated_json"]) {
      await control.put("/faults", { kind, times: 1 })
      await expect(messages(page)).rejects.toThrow()
    }
    await control.put("/faults", { kind: "503", network: "x" })
    expect(await messages(page)).toHaveProperty("id")
  })

  test("what was accepted and never acknowledged is on the Page exactly once", async () => {
    const run = await startPage()
    const id = await say(run, "Bonjour")
    await run.control.put("/faults", { kind: "timeout_after_accept", times: 1, milliseconds: 0 })
    await expect(run.api.call("POST", [id, "comments"], { message: "Reçu" })).rejects.toThrow()
    expect(await commentsOf(run, id, { fields: "message" })).toMatchObject({ data: [{ message: "Reçu" }] })
  })

  test("Facebook's own: the window, the person, the Page's restriction, the policy block", async () => {
    const run = await startPage()
    const id = await say(run, "Bonjour")
    const { psid } = await write(run, "Bonjour")
    const expected = {
      window_closed: [10, 2018278],
      person_unavailable: [551, 1545041],
      page_restricted: [10, 1893063],
      policy_block: [368, 1390008],
    }
    for (const [kind, error] of Object.entries(expected)) {
      await run.control.put("/faults", { kind, times: 1 })
      const send = run.api.call("POST", [run.pageId, "messages"], {
        recipient: { id: psid },
        message: { text: kind },
      })
      expect([kind, ...(await codes(send))]).toEqual([kind, ...error])
    }
    await run.control.put("/faults", { kind: "policy_block", times: 1 })
    expect((await codes(run.api.call("POST", [id, "comments"], { message: "Bonjour" })))[0]).toBe(368)
  })

  test("one bad comment comes among the good ones, once", async () => {
    const run = await startPage()
    await say(run, "Bonjour")
    await run.control.put("/faults", { kind: "malformed_post", times: 1, endpoint: "GET /v*/:post/comments" })
    expect(plain(await run.page.getFeed(["id"], {}))).toHaveLength(1)
    expect((await commentsOf(run, run.postId, {})).data).toHaveLength(2)
    expect((await commentsOf(run, run.postId, {})).data).toHaveLength(1)
  })
})
