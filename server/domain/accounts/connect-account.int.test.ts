import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Person } from "../../../shared/person.ts"
import type { NetworkAccess } from "../../connectors/access.ts"
import { ConnectorError } from "../../connectors/connector.ts"
import { createPersonWith } from "../../testing/builders.ts"
import { createFakeConnector } from "../../testing/fake-connector.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { acceptConsent, askConsent, connectByToken, disconnectAccount } from "./connect-account.ts"
import { openCredentials } from "./credentials.ts"

const REDIRECT = "http://127.0.0.1:3000/api/connections/callback"

let ctx: TestContext
let admin: Person
let access: ReturnType<typeof createFakeAccess>

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  admin = await createPersonWith(ctx, { role: "admin" })
  access = createFakeAccess()
  ctx.open(access)
})

/** A network that asks for consent and knows two accounts; its code names the one that was chosen. */
function createFakeAccess() {
  const profiles = {
    ville: { externalId: "1", username: "VilleDeParvis", name: "Ville de Parvis" },
    sorties: { externalId: "2", username: "QueFaireAParvis", name: "Que faire à Parvis" },
  }
  const revoked: string[] = []
  let states = 0
  const fake: NetworkAccess & { revoked: string[] } = {
    revoked,
    network: "x",
    consent: {
      begin: (redirectUri) => {
        states += 1
        return {
          url: `https://x.test/?${redirectUri}`,
          state: `state-${states}`,
          codeVerifier: `verifier-${states}`,
        }
      },
      finish: ({ code, codeVerifier }) =>
        code in profiles && codeVerifier === `verifier-${states}`
          ? Promise.resolve({ accessToken: code, refreshToken: "r", expiresAt: null, scopes: [] })
          : Promise.reject(new ConnectorError("retry", "token_rejected")),
    },
    renew: () => Promise.reject(new ConnectorError("retry", "token_rejected")),
    revoke: ({ accessToken }) => Promise.resolve(void revoked.push(accessToken)),
    connect: ({ accessToken }) => {
      const connector = createFakeConnector()
      const known = Object.entries(profiles).find(([name]) => name === accessToken)
      connector.identify = () =>
        known ? Promise.resolve(known[1]) : Promise.reject(new ConnectorError("retry", "token_rejected"))
      return connector
    },
  }
  return fake
}

const ask = (wanted: string | null = null) => askConsent(ctx, admin, "x", wanted, REDIRECT)
const accept = (state: string, code: string, who = admin) =>
  acceptConsent(ctx, who, { state, code }, REDIRECT)

test("an administrator connects an account by the network's page of consent", async () => {
  expect((await ask()).url).toContain(REDIRECT)
  const account = await accept("state-1", "ville")
  expect(account).toMatchObject({ username: "VilleDeParvis", state: "ok" })
  const connection = await ctx.connections.find(account.id)
  expect(connection).toMatchObject({ connectedBy: admin.id, generation: 1 })
  expect(openCredentials(ctx, account.id, connection?.sealed ?? "").accessToken).toBe("ville")
})

test("several accounts of one network stand side by side", async () => {
  await ask()
  await accept("state-1", "ville")
  await ask()
  await accept("state-2", "sorties")
  expect((await ctx.accounts.list()).map(({ username }) => username)).toEqual([
    "VilleDeParvis",
    "QueFaireAParvis",
  ])
})

test("an answer counts once, for ten minutes, and for the person who asked", async () => {
  await ask()
  const other = await createPersonWith(ctx, { role: "admin" })
  await expect(accept("state-1", "ville", other)).rejects.toMatchObject({ code: "consent_expired" })
  await accept("state-1", "ville")
  await expect(accept("state-1", "ville")).rejects.toMatchObject({ code: "consent_expired" })
  await ask()
  ctx.pass(10 * 60_000 + 1)
  await expect(accept("state-2", "ville")).rejects.toMatchObject({ code: "consent_expired" })
})

test("connecting an account again refuses another one, and gives its access back", async () => {
  await ask()
  const account = await accept("state-1", "ville")
  await ask(account.id)
  await expect(accept("state-2", "sorties")).rejects.toMatchObject({
    code: "wrong_account",
    extra: { expected: "VilleDeParvis", got: "QueFaireAParvis" },
  })
  expect(access.revoked).toEqual(["sorties"])
  expect(await ctx.accounts.list()).toHaveLength(1)
})

test("an account in trouble is mended by connecting it again", async () => {
  await ask()
  const { id } = await accept("state-1", "ville")
  const trouble = { reason: "token_rejected", detail: "", retryAt: null } as const
  await ctx.accounts.setTrouble(id, "reconnect", trouble, ctx.now())
  expect(await ctx.accounts.blockedFromSending(ctx.now())).toEqual([id])
  await ask(id)
  expect(await accept("state-2", "ville")).toMatchObject({ id, state: "ok", trouble: null })
  expect(await ctx.accounts.blockedFromSending(ctx.now())).toEqual([])
})

test("a code or a token that the network refuses connects nothing", async () => {
  await ask()
  const refusal = { code: "network_refused", extra: { reason: "token_rejected" } }
  await expect(accept("state-1", "unknown")).rejects.toMatchObject(refusal)
  const token = { network: "x", token: "stolen", accountId: null } as const
  await expect(connectByToken(ctx, admin, token)).rejects.toMatchObject(refusal)
  expect(await ctx.accounts.list()).toEqual([])
})

test("an access that is taken back is forgotten here and at the network; what was said stays", async () => {
  const account = await connectByToken(ctx, admin, { network: "x", token: "ville", accountId: null })
  await disconnectAccount(ctx, admin, account.id)
  expect(access.revoked).toEqual(["ville"])
  expect(await ctx.connections.list()).toEqual([])
  expect(await ctx.accounts.find(account.id)).toMatchObject({
    state: "reconnect",
    trouble: { reason: "disconnected" },
  })
})

test("only administrators connect, and only networks that are configured", async () => {
  const agent = await createPersonWith(ctx)
  await expect(askConsent(ctx, agent, "x", null, REDIRECT)).rejects.toMatchObject({ code: "forbidden" })
  await expect(askConsent(ctx, admin, "facebook", null, REDIRECT)).rejects.toMatchObject({
    code: "not_configured",
  })
})
