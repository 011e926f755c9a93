import { createServer as createHttpServer } from "node:http"
import { createServer as createHttpsServer } from "node:https"
import { type AddressInfo } from "node:net"
import { once } from "node:events"
import express from "express"
import { Crowd } from "./control/crowd.ts"
import { onlyLoopbackHost } from "./control/guard.ts"
import { Live } from "./control/live.ts"
import { controlRoutes } from "./control/routes.ts"
import { seedCast, seedHistory } from "./control/seed.ts"
import { pageRoutes } from "./page/routes.ts"
import { pictureRoutes } from "./pictures/routes.ts"
import { type Credentials, DEMO_CREDENTIALS, firstToken } from "./world/credentials.ts"
import { fileJournal, memoryJournal } from "./world/journal.ts"
import { type SummonedRule } from "./world/publish.ts"
import { World } from "./world/world.ts"
import { Budgets } from "./x-api/budgets.ts"
import { Faults } from "./x-api/faults.ts"
import { createXApi } from "./x-api/router.ts"

/** The city's account on the simulated network. */
export type CityAccount = { id: string; username: string; name: string }

export const DEMO_ACCOUNT: CityAccount = {
  id: "1460323737035677698",
  username: "VilleDeParvis",
  name: "Ville de Parvis",
}

export type SimulatorOptions = {
  /** 0, the default: any free port. */
  port?: number
  /** Journal that the state is read from and written to; without it all is forgotten at the end. */
  dataFile?: string
  /** Adds the cast and a few days of conversations to an empty network. */
  seedCitizens?: boolean
  /** Messages a minute that citizens write by themselves. */
  citizensPerMinute?: number
  account?: CityAccount
  tokens?: Credentials
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
  credentials: Credentials
  /** The parts, for tests that drive them without HTTP. */
  world: World
  crowd: Crowd
  close(): Promise<void>
}

/** Starts a small X on loopback: the API under `/2`, the control plane under `/sim`, the page at `/`. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const account = options.account ?? DEMO_ACCOUNT
  const credentials = options.tokens ?? DEMO_CREDENTIALS
  const journal = options.dataFile === undefined ? memoryJournal() : fileJournal(options.dataFile)
  const world = new World(journal, options.clock ?? Date.now)
  settle(world, account, credentials)
  if (options.seedCitizens) {
    seedCast(world)
    seedHistory(world)
  }

  const live = new Live(world)
  const faults = new Faults(() => live.send("faults", faults.list()))
  const budgets = new Budgets(options.budgetFactor ?? 1)
  const crowd = new Crowd(
    world,
    { perMinute: options.citizensPerMinute ?? 0, seed: options.seed ?? Date.now() },
    () => live.send("crowd", crowd.status()),
  )
  const settings = { summonedRule: options.summonedRule ?? "strict" }

  const app = express().disable("x-powered-by").disable("etag")
  app.use(onlyLoopbackHost)
  app.use(createXApi({ world, credentials, budgets, faults, settings }))
  app.use("/sim", controlRoutes({ world, faults, budgets, crowd, live, settings }))
  app.use(pictureRoutes(world))
  app.use(pageRoutes(world))

  const server = options.tls ? createHttpsServer(options.tls, app) : createHttpServer(app)
  server.listen(options.port ?? 0, "127.0.0.1")
  await once(server, "listening")
  world.baseUrl = `${options.tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url: world.baseUrl,
    account,
    credentials,
    world,
    crowd,
    async close() {
      crowd.close()
      live.close()
      const closed = once(server, "close")
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** The city's profile and its first token, unless the journal already has them. */
function settle(world: World, account: CityAccount, credentials: Credentials): void {
  world.cityId = account.id
  if (!world.users.has(account.id)) {
    const user = {
      ...account,
      description: "Compte officiel de la Ville de Parvis. Nous répondons du lundi au samedi.",
      location: "Parvis",
      createdAt: Date.UTC(2015, 2, 2, 9),
      colour: "#1f4e5f",
      acceptsDirects: true,
    }
    world.record({ type: "user", user })
  }
  firstToken(world, credentials)
}
