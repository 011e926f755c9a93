import { describe, expect, test } from "vitest"
import { readConfig } from "./config.ts"
import { StartError } from "./start-error.ts"

test("an empty environment is the demo on port 3000", () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    mongodbUri: null,
    undoSeconds: 10,
    x: { apiUrl: "https://api.x.com", credentials: null, pollMs: 5000 },
  })
})

test("a blank value counts as absent", () => {
  expect(readConfig({ PORT: "", MONGODB_URI: "", X_ACCESS_TOKEN: "" })).toEqual(readConfig({}))
})

describe("credentials for X", () => {
  test("are OAuth 2 with a token alone, OAuth 1.0a with all four keys", () => {
    expect(readConfig({ X_ACCESS_TOKEN: "t" }).x.credentials).toEqual({ kind: "oauth2", accessToken: "t" })
    const keys = { X_ACCESS_TOKEN: "t", X_ACCESS_SECRET: "s", X_API_KEY: "k", X_API_SECRET: "a" }
    expect(readConfig(keys).x.credentials).toMatchObject({ kind: "oauth1", accessSecret: "s", apiKey: "k" })
  })

  test("that are half there are refused, not ignored", () => {
    expect(() => readConfig({ X_API_KEY: "k" })).toThrow(/X_ACCESS_TOKEN is missing/)
    expect(() => readConfig({ X_ACCESS_TOKEN: "t", X_API_KEY: "k" })).toThrow(/together/)
  })
})

test("every wrong variable is named in one line", () => {
  const read = () => readConfig({ PORT: "eighty", MONGODB_URI: "postgres://x", X_POLL_SECONDS: "-1" })
  expect(read).toThrow(StartError)
  expect(read).toThrow(/^Environment: PORT: .*; MONGODB_URI: .*; X_POLL_SECONDS: [^\n]*$/)
})
