import { afterEach, describe, expect, test } from "vitest"
import { xClient } from "./testing/x-client.ts"
import { clock, closeTowns, mention, refusal, startTown } from "./testing/x-town.ts"

afterEach(closeTowns)

const BACK = "http://127.0.0.1:4000/reseaux/x/retour?etape=1"
const SCOPES = ["tweet.read", "tweet.write", "users.read", "offline.access"] as const

type Town = Awaited<ReturnType<typeof startTown>>

/** The application as the official client plays it. */
const application = ({ simulator: { url, credentials } }: Town) =>
  xClient(url, {
    clientId: credentials.oauth2.clientId,
    clientSecret: credentials.oauth2.clientSecret,
  })

/** The link that the client makes, on the simulator; `change` spoils it. */
function ask(town: Town, change: Record<string, string> = {}, scope: readonly string[] = SCOPES) {
  const link = application(town).generateOAuth2AuthLink(BACK, { scope: [...scope], state: "état 1" })
  const address = new URL(link.url)
  for (const [name, value] of Object.entries(change)) address.searchParams.set(name, value)
  return { ...link, address: `${town.simulator.url}${address.pathname}${address.search}` }
}

/** Presses a button of the page: sends what its form holds. */
async function press(address: string, answer: "allow" | "deny", account: string): Promise<URL> {
  const html = await (await fetch(address)).text()
  const hidden = [...html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  const fields = hidden.map(([, name, value]) => [name!, value!.replaceAll("&amp;", "&")] as [string, string])
  const response = await fetch(new URL("/i/oauth2/authorize", address), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams([...fields, ["answer", answer], ["account", account]]),
  })
  expect(response.status).toBe(302)
  return new URL(response.headers.get("location")!)
}

async function connect(town: Town, account: string, scope: readonly string[] = SCOPES) {
  const { address, codeVerifier } = ask(town, {}, scope)
  const back = await press(address, "allow", account)
  const exchange = { code: back.searchParams.get("code")!, codeVerifier, redirectUri: BACK }
  return { back, exchange, login: () => application(town).loginWithOAuth2(exchange) }
}

describe("connecting an account", () => {
  test("the page says who asks for what, in French, and for which account", async () => {
    const town = await startTown()
    const response = await fetch(ask(town).address)
    const html = await response.text()
    expect(response.headers.get("content-security-policy")).toContain(
      "form-action 'self' http://127.0.0.1:4000",
    )
    // Under "no-referrer" a browser sends the form without its origin, and the guard would refuse it.
    expect(response.headers.get("referrer-policy")).toBe("same-origin")
    for (const words of [
      "Bureau de Parvis demande l'accès à un compte",
      "publier et supprimer des messages au nom de ce compte",
      "@QueFaireAParvis",
      "Autoriser l'application",
      "Refuser",
    ])
      expect(html).toContain(words)
    expect(html).not.toContain("messages privés")
    expect((await fetch(`${town.simulator.url}/place/consent.css`)).status).toBe(200)
  })

  test("a yes gives a code that buys a pair of two hours, once, for the account that was chosen", async () => {
    const town = await startTown()
    const { back, exchange, login } = await connect(town, "QueFaireAParvis")
    expect([back.origin, back.searchParams.get("etape"), back.searchParams.get("state")]).toEqual([
      "http://127.0.0.1:4000",
      "1",
      "état 1",
    ])
    const { client, expiresIn, scope, refreshToken } = await login()
    expect([expiresIn, scope]).toEqual([7200, [...SCOPES]])
    expect((await client.v2.me()).data.username).toBe("QueFaireAParvis")
    const again = await refusal(application(town).loginWithOAuth2(exchange))
    expect([again.code, again.data]).toMatchObject([400, { error: "invalid_request" }])
    expect((await application(town).refreshOAuth2Token(refreshToken!)).refreshToken).not.toBe(refreshToken)
  })

  test("a no goes back with access_denied and the state", async () => {
    const town = await startTown()
    const back = await press(ask(town).address, "deny", "VilleDeParvis")
    expect(Object.fromEntries(back.searchParams)).toEqual({
      etape: "1",
      error: "access_denied",
      state: "état 1",
    })
  })

  test("a code dies after ten minutes, with another verifier, and with another address", async () => {
    const town = await startTown()
    const late = await connect(town, "VilleDeParvis")
    clock.now += 601_000
    expect((await refusal(late.login())).code).toBe(400)
    for (const wrong of [
      { codeVerifier: "x".repeat(64) },
      { redirectUri: "http://127.0.0.1:4000/ailleurs" },
    ]) {
      const { exchange } = await connect(town, "VilleDeParvis")
      expect((await refusal(application(town).loginWithOAuth2({ ...exchange, ...wrong }))).code).toBe(400)
    }
  })

  test("a request that cannot be trusted is a page, and nobody is sent anywhere", async () => {
    const town = await startTown()
    const wrongs: Record<string, string>[] = [
      { redirect_uri: "https://evil.example/retour" },
      { client_id: "unknown" },
      { code_challenge_method: "plain" },
      { code_challenge: "short" },
      { response_type: "token" },
      { scope: "tweet.read everything" },
    ]
    for (const wrong of wrongs) {
      const response = await fetch(ask(town, wrong).address, { redirect: "manual" })
      expect([response.status, await response.text()]).toEqual([
        400,
        expect.stringContaining("n'est pas valable") as string,
      ])
    }
    const fromElsewhere = await fetch(`${town.simulator.url}/i/oauth2/authorize`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: new URLSearchParams({ answer: "allow" }),
    })
    expect(fromElsewhere.status).toBe(403)
  })

  test("the scopes that were asked are all that is granted", async () => {
    const town = await startTown()
    const { login } = await connect(town, "VilleDeParvis", ["tweet.read", "users.read"])
    const { client, refreshToken } = await login()
    expect(refreshToken).toBeUndefined()
    expect((await client.v2.me()).data.username).toBe("VilleDeParvis")
    expect((await refusal(client.v2.tweet("bonjour"))).code).toBe(403)
    expect((await refusal(client.v2.listDmEvents())).code).toBe(403)
  })
})

describe("losing an account", () => {
  test("expired: every access token of that account ends, its refresh token lives, the other account too", async () => {
    const town = await startTown()
    const { login } = await connect(town, "VilleDeParvis")
    const { client, refreshToken } = await login()
    await town.control.put("/x/access", { access: "expired" })
    expect((await refusal(client.v2.me())).code).toBe(401)
    const [, second] = town.simulator.accounts
    expect((await xClient(town.simulator.url, second!.accessToken).v2.me()).data.id).toBe(second!.id)
    const { client: fresh } = await application(town).refreshOAuth2Token(refreshToken!)
    expect((await fresh.v2.me()).data.username).toBe("VilleDeParvis")
  })

  test("revoked and password: both tokens die; only a new consent, or the standing token made valid, works", async () => {
    for (const access of ["revoked", "password"]) {
      const town = await startTown()
      const { client, refreshToken } = await (await connect(town, "QueFaireAParvis")).login()
      const { account } = await town.control.put("/x/access", { username: "QueFaireAParvis", access })
      expect(account.access).toBe(access)
      expect((await refusal(client.v2.me())).code).toBe(401)
      const dead = await refusal(application(town).refreshOAuth2Token(refreshToken!))
      expect([dead.code, dead.data]).toMatchObject([
        400,
        { error: "invalid_request", error_description: "Value passed for the token was invalid." },
      ])
      const standing = xClient(town.simulator.url, town.simulator.accounts[1]!.accessToken)
      expect((await refusal(standing.v2.me())).code).toBe(401)
      const { client: again } = await (await connect(town, "QueFaireAParvis")).login()
      expect((await again.v2.me()).data.username).toBe("QueFaireAParvis")

      await town.control.put("/x/access", { username: "QueFaireAParvis", access: "valid" })
      expect((await standing.v2.me()).data.username).toBe("QueFaireAParvis")
      expect((await refusal(client.v2.me())).code).toBe(401)
      await closeTowns()
    }
  })

  test("a revoked account is lost by OAuth 1.0a too", async () => {
    const { control, city } = await startTown()
    await control.put("/x/access", { access: "revoked" })
    expect((await refusal(city.v2.me())).code).toBe(401)
    await control.put("/x/access", { access: "valid" })
    expect((await city.v2.me()).data.username).toBe("VilleDeParvis")
  })

  test("a rotation whose answer never comes has happened: the old refresh token is spent", async () => {
    const town = await startTown()
    const { oauth2 } = town.simulator.credentials
    const endpoint = "POST /2/oauth2/token"
    await town.control.put("/faults", { kind: "timeout_after_accept", endpoint, times: 1, milliseconds: 0 })
    await expect(application(town).refreshOAuth2Token(oauth2.refreshToken)).rejects.toThrow()
    expect((await refusal(application(town).refreshOAuth2Token(oauth2.refreshToken))).code).toBe(400)
    await mention(town.control, "toujours là ?")
    expect((await xClient(town.simulator.url, oauth2.accessToken).v2.me()).data.username).toBe(
      "VilleDeParvis",
    )
  })
})
