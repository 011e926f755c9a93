import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Account } from "../../../shared/account.ts"
import type { Credentials } from "../../connectors/access.ts"
import { ConnectorError } from "../../connectors/connector.ts"
import { createAccount, createPersonWith } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { createSecretBox } from "../../secret-box.ts"
import { sealCredentials } from "./credentials.ts"
import { keepCredentials } from "./keep-credentials.ts"

const HOURS_2 = 2 * 3_600_000
const signalled = () => {
  let open = () => {}
  const promise = new Promise<void>((resolve) => (open = resolve))
  return { promise, open }
}

let ctx: TestContext
let account: Account
let network: ReturnType<typeof createTokenEndpoint>

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  account = await createAccount(ctx)
  network = createTokenEndpoint()
  await give(network.issue())
})

/** A network whose refresh tokens work once, as X's do. */
function createTokenEndpoint() {
  let issued = 0
  const spent = new Set<string>()
  const endpoint = {
    renewals: 0,
    /** Awaited between the rotation and its answer. */
    beforeAnswer: (): Promise<void> => Promise.resolve(),
    issue(): Credentials {
      issued += 1
      return {
        accessToken: `access-${issued}`,
        refreshToken: `refresh-${issued}`,
        expiresAt: new Date(ctx.now().getTime() + HOURS_2),
        scopes: ["tweet.read"],
      }
    },
    renew: async ({ refreshToken }: Credentials): Promise<Credentials> => {
      if (refreshToken === null || spent.has(refreshToken))
        throw new ConnectorError("retry", "token_rejected", {
          detail: "Value passed for the token was invalid.",
        })
      spent.add(refreshToken)
      endpoint.renewals += 1
      const next = endpoint.issue()
      await endpoint.beforeAnswer()
      return next
    },
  }
  return endpoint
}

async function give(credentials: Credentials) {
  const admin = await createPersonWith(ctx, { role: "admin" })
  await ctx.connections.save(account.id, {
    network: "x",
    ...sealCredentials(ctx, account.id, credentials),
    connectedAt: ctx.now(),
    connectedBy: admin.id,
  })
}

const keeper = (instance = "one:1") =>
  keepCredentials({ ...ctx, instance }, account.id, (credentials) => network.renew(credentials))

test("credentials that are good are used as they are", async () => {
  expect((await keeper().current()).accessToken).toBe("access-1")
  expect(network.renewals).toBe(0)
})

test("the database holds no token in clear", async () => {
  const rows = await ctx.database.connection.collection("connections").find({}).toArray()
  expect(JSON.stringify(rows)).not.toContain("refresh-1")
  expect(JSON.stringify(rows)).not.toContain("access-1")
})

test("credentials about to end are renewed first, and stored before anybody has them", async () => {
  ctx.pass(HOURS_2 - 30_000)
  const renewed = await keeper().current()
  expect(renewed.accessToken).toBe("access-2")
  expect((await keeper("another:1").current()).accessToken).toBe("access-2")
  expect(network.renewals).toBe(1)
})

test("twenty calls of two processes at once renew once", async () => {
  ctx.pass(HOURS_2)
  const [one, two] = [keeper("one:1"), keeper("two:1")]
  const calls = Array.from({ length: 20 }, (_none, at) => (at % 2 ? one : two).current())
  const given = await Promise.all(calls)
  expect(new Set(given.map(({ accessToken }) => accessToken))).toEqual(new Set(["access-2"]))
  expect(network.renewals).toBe(1)
})

test("a token that the network refused early is renewed once, whoever noticed", async () => {
  const kept = keeper()
  const given = await Promise.all([kept.renew("access-1"), kept.renew("access-1")])
  expect(given.map(({ accessToken }) => accessToken)).toEqual(["access-2", "access-2"])
  // Somebody who still holds the old one gets what is there.
  expect((await kept.renew("access-1")).accessToken).toBe("access-2")
  expect(network.renewals).toBe(1)
})

test("an account that is connected again during a renewal keeps what the person gave", async () => {
  ctx.pass(HOURS_2)
  const answered = signalled()
  const rotated = signalled()
  network.beforeAnswer = () => {
    rotated.open()
    return answered.promise
  }
  const asked = keeper().current()
  await rotated.promise
  await give({ ...network.issue(), accessToken: "from-the-person" })
  answered.open()
  expect((await asked).accessToken).toBe("from-the-person")
  expect((await keeper().current()).accessToken).toBe("from-the-person")
})

test("a crash between the network's answer and the storing asks for a new connection, and says why", async () => {
  ctx.pass(HOURS_2)
  const connections = { ...ctx.connections, renew: () => Promise.reject(new Error("kill -9")) }
  const dying = keepCredentials({ ...ctx, connections, instance: "dead:1" }, account.id, network.renew)
  await expect(dying.current()).rejects.toThrow("kill -9")
  const refusal = await keeper()
    .current()
    .catch((error: unknown) => error)
  expect(refusal).toMatchObject({
    outcome: "retry",
    reason: "token_rejected",
    detail: "Value passed for the token was invalid.",
  })
  await give(network.issue())
  expect((await keeper().current()).accessToken).toBe("access-3")
})

test("a process that died while it renewed blocks nobody for long", async () => {
  ctx.pass(HOURS_2)
  const now = ctx.now()
  await ctx.leases.hold(`renew:${account.id}`, "dead:1", now, new Date(now.getTime() + 60_000))
  const asked = keeper().current()
  ctx.pass(60_001)
  expect((await asked).accessToken).toBe("access-2")
})

test("with another PARVIS_SECRET the account asks to be connected again", async () => {
  const secrets = createSecretBox("another secret than the one that sealed the access")
  const refusal = await keepCredentials({ ...ctx, secrets }, account.id, network.renew)
    .current()
    .catch((error: unknown) => error)
  expect(refusal).toMatchObject({ reason: "token_rejected", outcome: "retry" })
  expect(String(refusal)).toContain("PARVIS_SECRET")
})
