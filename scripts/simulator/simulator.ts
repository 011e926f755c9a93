import { createServer as createHttpServer } from "node:http"
import { createServer as createHttpsServer } from "node:https"
import { type AddressInfo } from "node:net"
import { once } from "node:events"
import express from "express"
import { Crowd } from "./control/crowd.ts"
import { FacebookCrowd } from "./control/facebook-crowd.ts"
import { seedFacebook } from "./control/facebook-seed.ts"
import { onlyLoopbackHost } from "./control/guard.ts"
import { Live } from "./control/live.ts"
import { controlRoutes } from "./control/routes.ts"
import { seedCast, seedHistory } from "./control/seed.ts"
import { type FacebookSettings } from "./graph-api/endpoint.ts"
import { createGraphApi } from "./graph-api/router.ts"
import { Usage } from "./graph-api/usage.ts"
import { consentRoutes } from "./page/consent-routes.ts"
import { pageRoutes } from "./page/routes.ts"
import { pictureRoutes } from "./pictures/routes.ts"
import {
  type CityAccount,
  DEMO_ACCOUNT,
  SECOND_ACCOUNT,
  SECOND_PAIR,
  settleAccount,
} from "./world/accounts.ts"
import { Authorizations } from "./world/authorizations.ts"
import { type Credentials, DEMO_CREDENTIALS } from "./world/credentials.ts"
import { DEMO_FACEBOOK, type FacebookAccess, type FacebookCredentials } from "./world/facebook/credentials.ts"
import { fileJournal, memoryJournal } from "./world/journal.ts"
import { type SummonedRule } from "./world/publish.ts"
import { asSecondPage, SECOND_PAGE } from "./world/second-page.ts"
import { World } from "./world/world.ts"
import { FacebookHooks } from "./webhooks/facebook-hooks.ts"
import { XHooks } from "./webhooks/x-hooks.ts"
import { Budgets } from "./x-api/budgets.ts"
import { Faults } from "./wire/faults.ts"
import { FilteredStream } from "./x-api/stream.ts"
import { createXApi } from "./x-api/router.ts"

export type SimulatorOptions = {
  /** 0, the default: any free port. */
  port?: number
  /** Journal that the state is read from and written to; without it all is forgotten at the end. */
  dataFile?: string
  /** Adds the cast and a few days of conversations to an empty network. */
  seedCitizens?: boolean
  /** Messages a minute that citizens write by themselves on X. */
  citizensPerMinute?: number
  /** The same on Facebook. */
  facebookPerMinute?: number
  account?: CityAccount
  tokens?: Credentials
  facebook?: FacebookCredentials
  /** First wait before a webhook is sent again, in milliseconds. */
  webhookRetryMs?: number
  /** Between two signs of life of the filtered stream, in milliseconds. */
  streamKeepAliveMs?: number
  summonedRule?: SummonedRule
  /** Widens every rate limit, for benches that poll faster than X allows. */
  budgetFactor?: number
  clock?: () => number
  /** Makes the crowd say the same things in the same order. */
  seed?: number
  tls?: { key: string; cert: string }
}

export type Simulator = {
  url: string
  account: CityAccount
  /** All accounts of the city, the first included, each with its standing token. */
  accounts: (CityAccount & { accessToken: string })[]
  credentials: Credentials
  facebook: FacebookAccess
  /** The parts, for tests that drive them without HTTP. */
  world: World
  crowd: Crowd
  facebookCrowd: FacebookCrowd
  hooks: FacebookHooks
  xHooks: XHooks
  /** The second Page's webhooks. */
  secondHooks: FacebookHooks
  close(): Promise<void>
}

/**
 * Starts a small X and a small Facebook on loopback: their APIs under `/2` and `/vNN.N`, the control plane under `/sim`,
 * the page at `/`.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const account = options.account ?? DEMO_ACCOUNT
  const credentials = options.tokens ?? DEMO_CREDENTIALS
  const facebook = options.facebook ?? DEMO_FACEBOOK
  const journal = options.dataFile === undefined ? memoryJournal() : fileJournal(options.dataFile)
  const world = new World(journal, options.clock ?? Date.now)
  world.facebook.pageId = facebook.pageId
  settleAccount(world, account, credentials.oauth2)
  settleAccount(world, SECOND_ACCOUNT, SECOND_PAIR)
  if (options.seedCitizens) {
    seedCast(world)
    seedHistory(world)
    seedFacebook(world)
  }

  const live = new Live(world)
  const faults = new Faults(() => live.send("faults", faults.list()))
  const pageWorld = asSecondPage(world)
  const pages = [
    { world, credentials: facebook },
    { world: pageWorld, credentials: { ...facebook, pageId: SECOND_PAGE.id, pageToken: SECOND_PAGE.token } },
  ]
  const ofHooks = {
    ...{ faults, credentials: facebook, retryMs: options.webhookRetryMs },
    callback: () => world.facebook.callback,
  }
  const secondHooks = new FacebookHooks({
    ...{ ...ofHooks, world: pageWorld, page: SECOND_PAGE.id },
    onChange: () => {},
  })
  const hooks = new FacebookHooks({
    ...{ ...ofHooks, world },
    onChange: () => live.send("webhooks", hooks.status()),
  })
  const xHooks = new XHooks({
    ...{ world, faults, credentials, retryMs: options.webhookRetryMs },
    onChange: () => live.send("xWebhooks", xHooks.status()),
  })
  const stream = new FilteredStream(world, faults, options.streamKeepAliveMs)
  const budgets = new Budgets(options.budgetFactor ?? 1)
  const usage = new Usage(options.budgetFactor ?? 1)
  const seed = options.seed ?? Date.now()
  const told = () => live.send("crowd", { ...crowd.status(), facebook: facebookCrowd.status() })
  const crowd = new Crowd(world, { perMinute: options.citizensPerMinute ?? 0, seed }, told)
  const facebookCrowd = new FacebookCrowd(world, { perMinute: options.facebookPerMinute ?? 0, seed }, told)
  const settings = { summonedRule: options.summonedRule ?? "strict" }
  const facebookSettings: FacebookSettings = {
    humanAgentApproved: true,
    requireAppSecretProof: false,
    missingIds: "refuse",
  }

  const authorizations = new Authorizations(world)
  const app = express().disable("x-powered-by").disable("etag")
  app.use(onlyLoopbackHost)
  app.use(
    createXApi({ world, credentials, authorizations, hooks: xHooks, stream, budgets, faults, settings }),
  )
  app.use(consentRoutes({ world, credentials, authorizations }))
  app.use(
    createGraphApi({
      ...{ world, credentials: facebook, pages, usage, faults, settings: facebookSettings, callbacks: hooks },
    }),
  )
  const facebookControl = {
    ...{
      crowd: facebookCrowd,
      hooks,
      second: { world: pageWorld, hooks: secondHooks },
      usage,
      settings: facebookSettings,
    },
    verifyToken: facebook.verifyToken,
    appSecret: facebook.appSecret,
  }
  app.use(
    "/sim",
    controlRoutes({ world, faults, budgets, crowd, live, settings, xHooks, facebook: facebookControl }),
  )
  app.use(pictureRoutes(world))
  app.use(pageRoutes(world))

  const server = options.tls ? createHttpsServer(options.tls, app) : createHttpServer(app)
  server.listen(options.port ?? 0, "127.0.0.1")
  await once(server, "listening")
  world.baseUrl = `${options.tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url: world.baseUrl,
    account,
    accounts: [
      { ...account, accessToken: credentials.oauth2.accessToken },
      { ...SECOND_ACCOUNT, accessToken: SECOND_PAIR.accessToken },
    ],
    credentials,
    facebook: {
      ...facebook,
      pages: [{ id: facebook.pageId, name: account.name, token: facebook.pageToken }, SECOND_PAGE],
    },
    world,
    crowd,
    facebookCrowd,
    hooks,
    xHooks,
    secondHooks,
    async close() {
      crowd.close()
      facebookCrowd.close()
      hooks.close()
      secondHooks.close()
      xHooks.close()
      stream.close()
      live.close()
      const closed = once(server, "close")
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
