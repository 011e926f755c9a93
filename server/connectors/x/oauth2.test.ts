import { afterEach, beforeEach, expect, test } from "vitest"
import type { Credentials } from "../access.ts"
import { createXOAuth, X_SCOPES } from "./oauth2.ts"
import {
  answer,
  hangUp,
  page,
  type ScriptedServer,
  silence,
  startScriptedServer,
} from "./testing/scripted-server.ts"

const NOW = new Date("2026-11-24T09:00:00.000Z")
const app = { clientId: "ville-client", clientSecret: "ville-client-secret" }
const callback = "https://parvis.example/api/connections/callback"
const given = {
  token_type: "bearer",
  expires_in: 7200,
  access_token: "acces-2",
  scope: "tweet.read offline.access",
  refresh_token: "renouvellement-2",
}
const before: Credentials = {
  accessToken: "acces-1",
  refreshToken: "renouvellement-1",
  expiresAt: null,
  scopes: [],
}

let server: ScriptedServer
beforeEach(async () => {
  server = await startScriptedServer()
})
afterEach(() => server.close())

const oauth = (more: Partial<Parameters<typeof createXOAuth>[0]> = {}) =>
  createXOAuth({ apiUrl: server.url, app, now: () => NOW, timeoutMs: 300, ...more })
const formOf = (at: number) => Object.fromEntries(new URLSearchParams(String(server.seen[at]?.body)))
const refusal = (call: Promise<unknown>) => call.catch((error: unknown) => error)

test("the page of consent is X's own, with everything Parvis needs, a state and a challenge", () => {
  const { url, state, codeVerifier } = createXOAuth({ apiUrl: "https://api.x.com", app }).begin(callback)
  const { origin, pathname, searchParams } = new URL(url)
  expect(origin + pathname).toBe("https://x.com/i/oauth2/authorize")
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: "code",
    client_id: "ville-client",
    redirect_uri: callback,
    state,
    code_challenge_method: "s256",
    scope: X_SCOPES.join(" "),
  })
  expect(codeVerifier.length).toBeGreaterThan(42)
  expect(url).not.toContain(codeVerifier)
})

test("a server that stands for X shows the page of consent itself", () => {
  expect(oauth().begin(callback).url).toMatch(`${server.url}/i/oauth2/authorize?`)
})

test("a code becomes credentials, with the time they end", async () => {
  server.script(answer(200, given))
  const credentials = await oauth().finish({ code: "c", codeVerifier: "v", redirectUri: callback })
  expect(credentials).toEqual({
    accessToken: "acces-2",
    refreshToken: "renouvellement-2",
    expiresAt: new Date("2026-11-24T11:00:00.000Z"),
    scopes: ["tweet.read", "offline.access"],
  })
  expect(server.seen[0]).toMatchObject({ method: "POST", path: "/2/oauth2/token" })
  expect(server.seen[0]?.headers.authorization).toMatch(/^Basic /)
  expect(formOf(0)).toEqual({
    grant_type: "authorization_code",
    code: "c",
    code_verifier: "v",
    redirect_uri: callback,
  })
})

test("a public client names itself in the body, and shows no secret", async () => {
  server.script(answer(200, given))
  await oauth({ app: { clientId: "public", clientSecret: null } }).renew(before)
  expect(formOf(0)).toEqual({
    client_id: "public",
    grant_type: "refresh_token",
    refresh_token: "renouvellement-1",
  })
  expect(server.seen[0]?.headers.authorization).toBeUndefined()
})

test("a refresh token that was used asks for a new connection, in X's words", async () => {
  server.script(
    answer(400, { error: "invalid_request", error_description: "Value passed for the token was invalid." }),
  )
  expect(await refusal(oauth().renew(before))).toMatchObject({
    outcome: "retry",
    reason: "token_rejected",
    detail: expect.stringContaining("Value passed for the token was invalid.") as string,
  })
})

test("credentials without a refresh token are not sent anywhere", async () => {
  expect(await refusal(oauth().renew({ ...before, refreshToken: null }))).toMatchObject({
    reason: "token_rejected",
  })
  expect(server.seen).toEqual([])
})

test.each([
  ["a page instead of an answer", page(503), "network_unavailable"],
  ["a cut connection", hangUp, "network_unavailable"],
  ["silence", silence, "network_unavailable"],
  ["too many calls", answer(429, { title: "Too Many Requests" }), "rate_limited"],
  ["an answer that holds no token", answer(200, { ok: true }), "unreadable_answer"],
  ["a page with status 200", page(200), "unreadable_answer"],
])("renewing that meets %s may be tried again", async (_what, reaction, reason) => {
  server.script(reaction)
  const error = await refusal(oauth().renew(before))
  expect(error).toMatchObject({ name: "ConnectorError", outcome: "retry", reason })
  expect(String(error)).not.toContain("renouvellement-1")
})

test("giving an access back never fails", async () => {
  server.script(answer(503, {}))
  await oauth().revoke(before)
  expect(formOf(0)).toEqual({ token: "acces-1" })
})
