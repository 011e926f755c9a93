import { describe, expect, test } from "vitest"
import { isConfigured, readConfig } from "./config.ts"
import { StartError } from "./start-error.ts"

test("an empty environment is the demo on port 3000", () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    mongodbUri: null,
    undoSeconds: 10,
    x: {
      apiUrl: "https://api.x.com",
      accounts: [],
      webhookSecrets: { consumerSecret: null, clientSecret: null },
      pollMs: 5000,
    },
    facebook: {
      apiUrl: "https://graph.facebook.com",
      credentials: null,
      verifyToken: null,
      pollMs: 30_000,
    },
  })
})

test("a blank value counts as absent", () => {
  expect(readConfig({ PORT: "", MONGODB_URI: "", X_ACCESS_TOKEN: "" })).toEqual(readConfig({}))
})

describe("credentials for X", () => {
  test("are OAuth 2 with a token alone, OAuth 1.0a with all four keys", () => {
    expect(readConfig({ X_ACCESS_TOKEN: "t" }).x.accounts).toEqual([{ kind: "oauth2", accessToken: "t" }])
    const keys = { X_ACCESS_TOKEN: "t", X_ACCESS_SECRET: "s", X_API_KEY: "k", X_API_SECRET: "a" }
    expect(readConfig(keys).x.accounts).toMatchObject([{ kind: "oauth1", accessSecret: "s", apiKey: "k" }])
  })

  test("that are half there are refused, not ignored", () => {
    expect(() => readConfig({ X_API_KEY: "k" })).toThrow(/X_ACCESS_TOKEN is missing/)
    expect(() => readConfig({ X_ACCESS_TOKEN: "t", X_API_KEY: "k" })).toThrow(/together/)
    expect(() => readConfig({ X_CONSUMER_SECRET: "s" })).toThrow(/X_ACCESS_TOKEN is missing/)
  })

  test("let X push when the application's secret is known, by either name", () => {
    const keys = { X_ACCESS_TOKEN: "t", X_ACCESS_SECRET: "s", X_API_KEY: "k", X_API_SECRET: "a" }
    expect(readConfig(keys).x.webhookSecrets.consumerSecret).toBe("a")
    expect(readConfig({ X_ACCESS_TOKEN: "t", X_CONSUMER_SECRET: "c" }).x.webhookSecrets.consumerSecret).toBe(
      "c",
    )
  })
})

describe("credentials for Facebook", () => {
  const keys = { FACEBOOK_PAGE_TOKEN: "t", FACEBOOK_APP_SECRET: "s" }

  test("are the Page's token and the application's secret; the Page's number is a check", () => {
    expect(readConfig(keys).facebook).toMatchObject({ credentials: { pageToken: "t" }, appSecret: "s" })
    const { facebook } = readConfig({ ...keys, FACEBOOK_PAGE_ID: "1045", FACEBOOK_VERIFY_TOKEN: "v" })
    expect(facebook).toMatchObject({ credentials: { pageId: "1045" }, verifyToken: "v" })
  })

  test.each([
    { FACEBOOK_PAGE_TOKEN: "t" },
    { FACEBOOK_PAGE_ID: "1045" },
    { FACEBOOK_APP_SECRET: "s", FACEBOOK_PAGE_ID: "1045" },
    { FACEBOOK_VERIFY_TOKEN: "v" },
  ])("that are half there are refused, not ignored: %o", (half) => {
    expect(() => readConfig(half)).toThrow(/is missing beside/)
  })
})

test("an application without an account is enough: accounts are connected from the settings", () => {
  const x = readConfig({ X_CLIENT_ID: "c", X_CLIENT_SECRET: "s", X_CONSUMER_SECRET: "k" })
  expect(x.x).toMatchObject({
    accounts: [],
    app: { clientId: "c", clientSecret: "s" },
    webhookSecrets: { consumerSecret: "k", clientSecret: "s" },
  })
  expect(isConfigured(x)).toBe(true)
  expect(isConfigured(readConfig({ FACEBOOK_APP_SECRET: "s" }))).toBe(true)
  expect(isConfigured(readConfig({}))).toBe(false)
})

test("every wrong variable is named in one line", () => {
  const read = () => readConfig({ PORT: "eighty", MONGODB_URI: "postgres://x", X_POLL_SECONDS: "-1" })
  expect(read).toThrow(StartError)
  expect(read).toThrow(/^Environment: PORT: .*; MONGODB_URI: .*; X_POLL_SECONDS: [^\n]*$/)
})

describe("the telephone", () => {
  test("is a channel once the line is known, by its digits, whatever it is called", () => {
    expect(readConfig({}).phone).toBeNull()
    expect(readConfig({ PHONE_LINE: "05 00 00 00 00", PHONE_LINE_NAME: "Allô mairie" }).phone).toEqual({
      line: "0500000000",
      name: "Allô mairie",
    })
    expect(readConfig({ PHONE_LINE: "3975" }).phone).toEqual({ line: "3975", name: "Accueil téléphonique" })
  })

  test("that has a name only, or a line of letters, is refused", () => {
    expect(() => readConfig({ PHONE_LINE_NAME: "Allô mairie" })).toThrow(/PHONE_LINE is missing/)
    expect(() => readConfig({ PHONE_LINE: "mairie" })).toThrow(/number that residents call/)
  })
})
