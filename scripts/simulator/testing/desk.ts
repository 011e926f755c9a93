import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { once } from "node:events"
import { type ClientRequest, createServer, type IncomingMessage as HttpAnswer } from "node:http"
import { type AddressInfo } from "node:net"
import express from "express"
import type { Account } from "../../../shared/account.ts"
import type { Connector } from "../../../server/connectors/connector.ts"
import { createFacebookConnector } from "../../../server/connectors/facebook/facebook-connector.ts"
import { type XCredentials } from "../../../server/connectors/x/x-client.ts"
import { createXConnector } from "../../../server/connectors/x/x-connector.ts"
import { createIntake } from "../../../server/domain/webhooks/accept-delivery.ts"
import { webhookRoutes } from "../../../server/http/webhooks/webhook-routes.ts"
import type { TestContext } from "../../../server/testing/test-context.ts"
import { type StepResult } from "../../../server/workers/every.ts"
import { createPoller } from "../../../server/workers/poll-account.ts"
import { type Simulator, type SimulatorOptions, startSimulator } from "../simulator.ts"

/** A simulator whose clock is the desk's: both move when the test says so. */
export const simulatorOf = (ctx: TestContext, options: SimulatorOptions = {}): Promise<Simulator> =>
  startSimulator({ seed: 1, clock: () => ctx.now().getTime(), ...options })

type ConnectorChoices = { timeoutMs?: number; credentials?: XCredentials }

/** The real connector of the city's first account on X. */
export const xConnectorOf = (
  { now }: TestContext,
  { url, credentials: { oauth2 } }: Simulator,
  { credentials = { kind: "oauth2", accessToken: oauth2.accessToken }, ...more }: ConnectorChoices = {},
): Connector => createXConnector({ apiUrl: url, credentials, pollMs: 1_000, now, ...more })

/** The real connector of the city's first Page; `pageToken` when another than its standing one is given. */
export const facebookConnectorOf = (
  { now }: TestContext,
  { url, facebook }: Simulator,
  { pageToken = facebook.pageToken, ...more }: { pageToken?: string; timeoutMs?: number } = {},
): Connector =>
  createFacebookConnector({
    ...{ apiUrl: url, pageToken, appSecret: facebook.appSecret, pollMs: 1_000, now },
    ...more,
  })

/** Makes the account that the connector's credentials belong to known to the desk, as the desk does at its start. */
export async function settle(ctx: TestContext, connector: Connector): Promise<Account> {
  const profile = await connector.identify(AbortSignal.timeout(5_000))
  const account = await ctx.accounts.upsert({ network: connector.network, ...profile })
  ctx.connect(account.id, connector)
  return account
}

/** The pollers of all sources of an account. Answers a function that gives each its turn. */
export function pollersOf(ctx: TestContext, connector: Connector, account: Account): () => Promise<void> {
  const pollers = connector.sources.map((source) => createPoller(ctx, connector, account, source))
  return async () => {
    for (const poll of pollers) await poll(new AbortController().signal)
  }
}

/** Moves the clock to when the next source may be read, and at least a little. */
export async function passToNextPoll(ctx: TestContext, account: Account): Promise<void> {
  const plans = Object.values(await ctx.accounts.plansOf(account.id))
  const next = Math.min(...plans.map(({ nextPollAt }) => nextPollAt?.getTime() ?? Infinity))
  ctx.pass(Math.max(1, Number.isFinite(next) ? next - ctx.now().getTime() : 1_000))
}

/** Gives a worker its turn until it has nothing more to do. */
export async function drain(step: () => Promise<StepResult>): Promise<void> {
  while ((await step()) === "again");
}

/** What the store holds of one message, as it stands in the database. */
export type Stored = {
  externalId: string
  text: string
  direction: "in" | "out"
  threadId: unknown
  revision: { id: string }
  earlier: { id: string; text: string }[]
  removedAt: Date | null
  hidden: boolean
  liked: boolean
}

/** Every message that the desk holds, whatever thread it is in. */
export const storedMessages = (ctx: TestContext): Promise<Stored[]> =>
  ctx.database.connection.model<Stored>("Message").find({}).lean<Stored[]>().exec()

export type SeenCall = { method: string; path: string; at: number; status: number | null }

/** Writes down every call to a simulator, when it was made by the clock of the test, and what it was answered. */
export function listenToCalls(ctx: TestContext, url: string) {
  const calls: SeenCall[] = []
  const byRequest = new WeakMap<ClientRequest, SeenCall>()
  const { host } = new URL(url)
  const onStart = (message: unknown): void => {
    const { request } = message as { request: ClientRequest }
    if (request.getHeader("host") !== host) return
    const [path = ""] = request.path.split("?")
    const call: SeenCall = { method: request.method, path, at: ctx.now().getTime(), status: null }
    byRequest.set(request, call)
    calls.push(call)
  }
  const onAnswer = (message: unknown): void => {
    const { request, response } = message as { request: ClientRequest; response: HttpAnswer }
    const call = byRequest.get(request)
    if (call) call.status = response.statusCode ?? null
  }
  subscribe("http.client.request.start", onStart)
  subscribe("http.client.response.finish", onAnswer)
  return {
    calls,
    stop: () => {
      unsubscribe("http.client.request.start", onStart)
      unsubscribe("http.client.response.finish", onAnswer)
    },
  }
}

/** The most calls of one kind within any such span of time. */
export function mostWithin(calls: readonly SeenCall[], spanMs: number): number {
  const times = calls.map(({ at }) => at).sort((a, b) => a - b)
  let [most, start] = [0, 0]
  for (const [end, at] of times.entries()) {
    while (at - (times[start] ?? at) >= spanMs) start += 1
    most = Math.max(most, end - start + 1)
  }
  return most
}

/** The desk's own addresses for what networks push, under `/webhooks`. */
export async function listenForPushes(ctx: TestContext): Promise<{ url: string; close: () => void }> {
  const app = express().use("/webhooks", webhookRoutes(ctx, createIntake(ctx), "http://127.0.0.1"))
  const server = createServer(app).listen(0, "127.0.0.1")
  await once(server, "listening")
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
