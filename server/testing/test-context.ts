import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pino } from "pino"
import type { Network } from "../../shared/network.ts"
import type { NetworkAccess } from "../connectors/access.ts"
import type { Connector, Webhook } from "../connectors/connector.ts"
import type { AppContext } from "../context.ts"
import { defaultDepartments } from "../domain/departments/default-departments.ts"
import { startServer } from "../embedded-mongo/server.ts"
import { createPictureTools } from "../media/picture-tools.ts"
import { createSecretBox } from "../secret-box.ts"
import { createDeliverySpool } from "../store/delivery-spool.ts"
import { createStores } from "../store/create-stores.ts"
import { type Database, openDatabase } from "../store/database.ts"
import { classifyByKeyword } from "./classify-by-keyword.ts"

/** A context over a real database, with a clock that tests turn. */
export type TestContext = AppContext & {
  database: Database
  /** Moves the clock on. */
  pass: (ms: number) => void
  /** Makes a connector the one of an account. */
  connect: (accountId: string, connector: Connector) => void
  /** Makes it possible to connect accounts of a network. */
  open: (access: NetworkAccess) => void
  /** Makes a webhook the one of its network. */
  receive: (webhook: Webhook) => void
  /** Empties every collection: each test starts from nothing. */
  empty: () => Promise<void>
  close: () => Promise<void>
}

/** Starts an embedded database of its own in a temporary folder, with every index built. */
export async function openTestContext(): Promise<TestContext> {
  const dir = await mkdtemp(join(tmpdir(), "parvis-test-"))
  const mongo = await startServer({ dir: join(dir, "mongo"), listen: { socket: join(dir, "s.sock") } })
  const database = await openDatabase(mongo.uri)
  const stores = createStores(database.connection)
  await database.buildIndexes()
  const connectors = new Map<string, Connector>()
  const webhooks = new Map<Network, Webhook>()
  const accesses = new Map<Network, NetworkAccess>()
  let time = Date.parse("2026-11-24T09:00:00.000Z")

  return {
    ...stores,
    database,
    classify: classifyByKeyword,
    connectorOf: (accountId) => connectors.get(accountId),
    accessTo: (network) => accesses.get(network),
    webhookOf: (network) => webhooks.get(network),
    // Nothing but this machine is ever asked: names lead nowhere.
    pictureTools: createPictureTools({}, { resolve: () => Promise.resolve([]) }),
    secrets: createSecretBox("the secret of a test, long enough to be one"),
    spool: createDeliverySpool(join(dir, "spool")),
    transaction: database.transaction,
    now: () => new Date(time),
    undoSeconds: 10,
    instance: "test:1",
    log: pino({ level: "silent" }),
    pass: (ms) => (time += ms),
    connect: (accountId, connector) => connectors.set(accountId, connector),
    open: (access) => accesses.set(access.network, access),
    receive: (webhook) => webhooks.set(webhook.network, webhook),
    empty: async () => {
      for (const model of Object.values(database.connection.models)) await model.deleteMany({})
      connectors.clear()
      await stores.departments.addMissing(defaultDepartments)
    },
    close: async () => {
      await database.close()
      await mongo.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
