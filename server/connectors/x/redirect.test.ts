import { TwitterApi } from "twitter-api-v2"
import http from "node:http"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import profile from "./fixtures/profile.json" with { type: "json" }
import { parseXApiUrl, redirectTo } from "./redirect.ts"
import { answer, type ScriptedServer, startScriptedServer } from "./testing/scripted-server.ts"

describe("the address of the X API", () => {
  test.each([
    "https://api.x.com",
    "http://127.0.0.1:3100",
    "http://127.0.0.1:3100/",
    "https://x.parvis.example:8443",
  ])("%s can be one", (address) => expect(parseXApiUrl(address).origin).toBe(address.replace(/\/$/, "")))

  test.each([
    ["", "is not a web address"],
    ["api.x.com", "is not a web address"],
    ["ftp://api.x.com", "must begin with https:// or http://"],
    ["https://api.x.com/2/", "must stop after the host"],
    ["http://127.0.0.1:3100/sim/x", "must stop after the host"],
    ["https://api.x.com/?a=1", "must stop after the host"],
    ["https://me:secret@api.x.com", "must not hold a user name or a password"],
  ])('"%s" cannot be one', (address, words) => {
    expect(() => parseXApiUrl(address)).toThrow(words)
  })

  test("is refused without telling the password it holds", () => {
    expect(() => parseXApiUrl("https://me:secret@api.x.com")).toThrow(/^(?!.*secret)/)
  })
})

describe("everything the library can send goes to that address", () => {
  let server: ScriptedServer
  beforeEach(async () => {
    server = await startScriptedServer()
  })
  afterEach(() => server.close())
  const settings = () => ({ httpAgent: new http.Agent(), plugins: [redirectTo(new URL(server.url), 1_000)] })

  test("calls, profiles and uploads, whose hosts are written into it", async () => {
    server.otherwise(answer(200, profile))
    const client = new TwitterApi("jeton", settings())
    await client.v2.me()
    await client.currentUserV2()
    await client.v1.get("account/verify_credentials.json")
    await client.v1.post("media/upload.json", { command: "INIT" }, { prefix: "https://upload.x.com/1.1/" })
    expect(server.seen.map(({ path }) => path)).toEqual([
      "/2/users/me",
      "/2/users/me",
      "/1.1/account/verify_credentials.json",
      "/1.1/media/upload.json",
    ])
  })

  test("tokens", async () => {
    const pair = {
      token_type: "bearer",
      access_token: "a",
      refresh_token: "b",
      expires_in: 7200,
      scope: "dm.read",
    }
    server.otherwise(answer(200, pair))
    const client = new TwitterApi({ clientId: "id", clientSecret: "s" }, settings())
    await client.refreshOAuth2Token("ancien")
    await client.revokeOAuth2Token("a")
    expect(server.seen.map(({ path }) => path)).toEqual(["/2/oauth2/token", "/2/oauth2/revoke"])
  })

  test("streams", async () => {
    server.otherwise((res) => res.writeHead(200, { "content-type": "application/json" }).write("\r\n"))
    const stream = await new TwitterApi("jeton", settings()).v2.searchStream()
    stream.close()
    expect(server.seen.map(({ path }) => path)).toEqual(["/2/tweets/search/stream"])
  })

  test("and what would still go elsewhere does not leave", async () => {
    const client = new TwitterApi("jeton", settings())
    await expect(client.v2.get("https://elsewhere.example/2/x", {}, { prefix: "" })).rejects.toThrow(
      "was stopped",
    )
    expect(() => client.v2.getStream("https://elsewhere.example/2/x", {}, { prefix: "" })).toThrow(
      "was stopped",
    )
  })
})
