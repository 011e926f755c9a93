import { afterEach, describe, expect, test } from "vitest"
import { xClient } from "./testing/x-client.ts"
import { closeTowns, startTown, clock, mention, refusal } from "./testing/x-town.ts"

afterEach(closeTowns)

describe("who calls", () => {
  test("a user's bearer and a signed OAuth 1.0a request both say who the account is", async () => {
    const { simulator, city } = await startTown()
    const bearer = xClient(simulator.url, simulator.credentials.oauth2.accessToken)
    for (const client of [bearer, city]) {
      const { data } = await client.v2.me({ "user.fields": ["verified_type", "profile_image_url"] })
      expect(data).toMatchObject({
        username: "VilleDeParvis",
        name: "Ville de Parvis",
        verified_type: "government",
      })
      expect(data).not.toHaveProperty("description")
    }
  })

  test("a wrong secret, an unknown token and no token are 401", async () => {
    const { simulator } = await startTown()
    const wrong = { ...simulator.credentials.oauth1, accessSecret: "wrong" }
    for (const client of [xClient(simulator.url, wrong), xClient(simulator.url, "unknown")]) {
      const error = await refusal(client.v2.me())
      expect(error.code).toBe(401)
      expect(error.data).toEqual({
        title: "Unauthorized",
        type: "about:blank",
        status: 401,
        detail: "Unauthorized",
      })
    }
    expect((await fetch(`${simulator.url}/2/users/me`)).status).toBe(401)
  })

  test("an application alone reads mentions but is no user", async () => {
    const { simulator, control, cityId } = await startTown()
    await mention(control, "bonjour")
    const app = xClient(simulator.url, simulator.credentials.appBearer)
    expect((await app.v2.userMentionTimeline(cityId)).tweets).toHaveLength(1)
    expect((await refusal(app.v2.me())).data.title).toBe("Unsupported Authentication")
    expect((await refusal(app.v2.listDmEvents())).code).toBe(403)
  })

  test("a signed request survives every character in its query", async () => {
    const { city, control } = await startTown()
    await mention(control, "à l'école (demain) : 50 % d'éclairage !")
    const found = await city.v2.search(`"l'école (demain)" -absent`.replace(/[()]/g, ""), { max_results: 10 })
    expect(found.meta.result_count).toBe(0)
    expect((await city.v2.search("@VilleDeParvis école", { max_results: 10 })).meta.result_count).toBe(1)
  })
})

describe("tokens", () => {
  test("a refresh token works once and gives a pair that lasts two hours", async () => {
    const { simulator } = await startTown()
    const { oauth2 } = simulator.credentials
    const client = xClient(simulator.url, { clientId: oauth2.clientId, clientSecret: oauth2.clientSecret })
    const { accessToken, refreshToken, expiresIn } = await client.refreshOAuth2Token(oauth2.refreshToken)
    expect(expiresIn).toBe(7200)
    expect((await xClient(simulator.url, accessToken).v2.me()).data.username).toBe("VilleDeParvis")
    const again = await refusal(client.refreshOAuth2Token(oauth2.refreshToken))
    expect(again.code).toBe(400)
    expect(again.data).toMatchObject({
      error: "invalid_request",
      error_description: "Value passed for the token was invalid.",
    })
    clock.now += 7_201_000
    expect((await refusal(xClient(simulator.url, accessToken).v2.me())).code).toBe(401)
    expect(await client.refreshOAuth2Token(refreshToken!)).toHaveProperty("accessToken")
  })

  test("the token endpoint takes a form as the documentation says", async () => {
    const { simulator } = await startTown()
    const { clientId, clientSecret, refreshToken } = simulator.credentials.oauth2
    const ask = (secret: string) =>
      fetch(`${simulator.url}/2/oauth2/token`, {
        method: "POST",
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}` },
        body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken }),
      })
    expect((await ask("wrong")).status).toBe(401)
    expect(await (await ask(clientSecret)).json()).toMatchObject({ token_type: "bearer", expires_in: 7200 })
  })

  test("a revoked token is refused", async () => {
    const { simulator } = await startTown()
    const { oauth2 } = simulator.credentials
    const client = xClient(simulator.url, { clientId: oauth2.clientId, clientSecret: oauth2.clientSecret })
    await client.revokeOAuth2Token(oauth2.accessToken, "access_token")
    expect((await refusal(xClient(simulator.url, oauth2.accessToken).v2.me())).code).toBe(401)
  })
})
