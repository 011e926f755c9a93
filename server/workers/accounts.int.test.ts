import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Account } from "../../shared/account.ts"
import { type Connector, ConnectorError } from "../connectors/connector.ts"
import { sealCredentials } from "../domain/accounts/credentials.ts"
import { createAccount, createPersonWith } from "../testing/builders.ts"
import { createFakeConnector } from "../testing/fake-connector.ts"
import { openTestContext, type TestContext } from "../testing/test-context.ts"
import { type AccountHost, createAccountHost } from "./accounts.ts"

let ctx: TestContext
let account: Account
let host: AccountHost
/** What happened, in order: which token began and ended to work. */
let events: string[]
const names = new Map<Connector, string>()

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
  events = []
  ctx.open({
    network: "x",
    consent: null,
    renew: () => Promise.reject(new ConnectorError("retry", "token_rejected")),
    revoke: () => Promise.resolve(),
    connect: ({ accessToken }) => named(accessToken),
  })
  host = createAccountHost(
    ctx,
    async (connector, _account, signal) => {
      events.push(`begin ${names.get(connector)}`)
      await new Promise((resolve) => signal.addEventListener("abort", resolve))
      events.push(`end ${names.get(connector)}`)
    },
    (accountId, connector) =>
      connector ? ctx.connect(accountId, connector) : ctx.connect(accountId, createFakeConnector()),
  )
})

function named(name: string): Connector {
  const connector = createFakeConnector()
  names.set(connector, name)
  return connector
}

async function give(accessToken: string) {
  const admin = await createPersonWith(ctx, { role: "admin" })
  const credentials = { accessToken, refreshToken: null, expiresAt: null, scopes: [] }
  await ctx.connections.save(account.id, {
    network: "x",
    ...sealCredentials(ctx, account.id, credentials),
    connectedAt: ctx.now(),
    connectedBy: admin.id,
  })
}

test("an account that is connected begins to work without a restart, and with a new access goes on with that", async () => {
  await give("first")
  await host.follow()
  await host.follow()
  expect(events).toEqual(["begin first"])
  await give("second")
  await host.follow()
  expect(events).toEqual(["begin first", "end first", "begin second"])
  await host.end()
  expect(events).toEqual(["begin first", "end first", "begin second", "end second"])
})

test("a renewed token restarts nothing", async () => {
  await give("first")
  await host.follow()
  const { version = 0, sealed = "" } = (await ctx.connections.find(account.id)) ?? {}
  await ctx.connections.renew(account.id, version, { sealed, expiresAt: ctx.now() })
  await host.follow()
  expect(events).toEqual(["begin first"])
})

test("an access from the environment works until a person connects the account, and not beside it", async () => {
  await host.start(account, named("environment"))
  await host.follow()
  await give("person")
  await host.follow()
  expect(events).toEqual(["begin environment", "end environment", "begin person"])
  await host.start(account, named("environment again"))
  expect(events).toHaveLength(3)
})

test("an account whose access is taken back ends to work", async () => {
  await give("first")
  await host.follow()
  await ctx.connections.remove(account.id)
  await host.follow()
  expect(events).toEqual(["begin first", "end first"])
})
