import { hostname } from "node:os"
import { join } from "node:path"
import { pino } from "pino"
import { createClassifier } from "./classifier/classify.ts"
import type { Config } from "./config.ts"
import type { Connector } from "./connectors/connector.ts"
import type { AppContext } from "./context.ts"
import { prepareDataFolder } from "./data-folder.ts"
import { defaultDepartments } from "./domain/departments/default-departments.ts"
import { seedDemoEntries } from "./domain/faq/demo-entries.ts"
import { syncDemoPeople } from "./domain/people/demo-people.ts"
import { ensureFirstAdmin } from "./domain/people/first-admin.ts"
import { startInWorker } from "./embedded-mongo/start-in-worker.ts"
import { createApp } from "./http/app.ts"
import { sessionToken } from "./http/authenticate.ts"
import { listen } from "./http/listener.ts"
import { isSameOrigin } from "./http/same-origin.ts"
import { createLiveGateway } from "./live/gateway.ts"
import { createPictureTools } from "./media/picture-tools.ts"
import { createFaqIndex } from "./pages/faq-index.ts"
import { sitePages } from "./pages/site.tsx"
import { accessesOf, connectorsOf, type KeywordsOf, streamsOf, webhooksOf } from "./networks.ts"
import { createSecretBox, secretOf } from "./secret-box.ts"
import { StartError } from "./start-error.ts"
import { createAttemptLimiter } from "./store/attempt-limiter.ts"
import { followChanges } from "./store/change-feed.ts"
import { createDeliverySpool } from "./store/delivery-spool.ts"
import { createStores } from "./store/create-stores.ts"
import { openDatabase } from "./store/database.ts"
import { runWorkers } from "./workers/run-workers.ts"

export type StartOptions = {
  config: Config
  /** Set while networks are simulated: where people can see the simulated one. */
  demo: { simulatorUrl: string } | null
  /** The folder of the built desk. */
  deskDir: string
  /** The embedded database ended by itself: nothing works from here on. */
  onStorageLost: (error: Error) => void
}

export type RunningServer = {
  url: string
  /** Where it listens on this machine. */
  port: number
  /** The first administrator, when this start made one. A null password is the configured one. */
  firstAdmin: { email: string; password: string | null } | null
  close: () => Promise<void>
}

/**
 * Starts Parvis: config -> context -> web and workers. What was opened is closed in reverse.
 * @throws StartError: one clear line
 */
export async function startServer({
  config,
  demo,
  deskDir,
  onStorageLost,
}: StartOptions): Promise<RunningServer> {
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step()
  }
  try {
    prepareDataFolder(config.dataDir)
    const listener = await listen(config.port, config.host)
    closers.push(listener.close)
    const url = config.publicUrl ?? `http://${hostForPeople(config.host)}:${listener.port}`
    const log = pino({ level: config.logLevel })

    const storage = config.mongodbUri ? null : await startStorage(join(config.dataDir, "mongo"))
    if (storage) closers.push(() => storage.close())
    storage?.onExit(onStorageLost)
    const database = await openDatabase(config.mongodbUri ?? storage?.uri ?? "").catch(explainDatabase)
    closers.push(database.close)
    const stores = createStores(database.connection)
    await database.buildIndexes()

    const connectors = new Map<string, Connector>()
    const webhooks = webhooksOf(config)
    const keywordsOf: KeywordsOf = (network) => (externalId) =>
      stores.accounts.keywordsOf(network, externalId)
    const accesses = await accessesOf(config, keywordsOf)
    const ctx: AppContext = {
      ...stores,
      classify: createClassifier().classify,
      connectorOf: (accountId) => connectors.get(accountId),
      accessTo: (network) => accesses.get(network),
      webhookOf: (network) => webhooks.get(network),
      pictureTools: createPictureTools({ x: config.x.apiUrl, facebook: config.facebook.apiUrl }),
      secrets: createSecretBox(secretOf(config.secret, config.dataDir)),
      spool: createDeliverySpool(join(config.dataDir, "spool")),
      transaction: database.transaction,
      now: () => new Date(),
      undoSeconds: config.undoSeconds,
      instance: `${hostname()}:${listener.port}`,
      log,
    }

    await stores.departments.addMissing(defaultDepartments)
    await syncDemoPeople(ctx, demo !== null)
    const firstAdmin = demo ? null : await ensureFirstAdmin(ctx, config.admin)
    if (demo) await seedDemoEntries(ctx)

    const faqIndex = createFaqIndex()
    const secure = url.startsWith("https:")
    const gateway = createLiveGateway(listener.server, ctx, {
      tokenOf: (cookies) => sessionToken(cookies, secure),
      isSameOrigin: (req) => isSameOrigin(req, config.publicUrl),
    })
    closers.push(gateway.close)
    const reloadFaq = async () => faqIndex.load(await stores.entries.listPublished())
    const feed = await followChanges(
      database,
      (change) => {
        gateway.tell(change)
        if (change.kind === "entry") faqIndex.apply(change.entry)
        if (change.kind === "gap")
          reloadFaq().catch((error: unknown) => log.error({ err: error }, "faq index"))
      },
      (error) => log.error({ err: error }, "change stream"),
    )
    closers.push(feed.close)
    await reloadFaq()

    const app = createApp(ctx, {
      city: config.city,
      demo: demo !== null,
      simulatorUrl: demo?.simulatorUrl ?? null,
      secure,
      publicUrl: config.publicUrl,
      url,
      trustProxy: config.trustProxy,
      deskDir,
      limiters: {
        person: createAttemptLimiter(database.connection, { name: "person", points: 8, seconds: 900 }),
        place: createAttemptLimiter(database.connection, { name: "place", points: 100, seconds: 900 }),
      },
      site: sitePages({ ...ctx, city: config.city, demo: demo !== null, url, faqIndex }),
    })
    const isReady = async () => database.ping().then(() => true)
    listener.open((req, res) => void app(req, res), isReady)

    const stop = new AbortController()
    const register = (accountId: string, connector: Connector | null) =>
      void (connector ? connectors.set(accountId, connector) : connectors.delete(accountId))
    const given = { connectors: await connectorsOf(config, keywordsOf), streams: streamsOf(config) }
    const workers = runWorkers(ctx, given, register, stop.signal)
    closers.push(async () => {
      stop.abort()
      await workers
    })
    return { url, port: listener.port, firstAdmin, close }
  } catch (error) {
    await close()
    throw error
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const startStorage = (dir: string) =>
  startInWorker({ dir }).catch((error: unknown) => {
    throw new StartError(`The embedded database cannot start: ${reasonOf(error)}`, { cause: error })
  })

function explainDatabase(error: unknown): never {
  throw new StartError(`The database cannot be reached (${reasonOf(error)}): check MONGODB_URI.`, {
    cause: error,
  })
}

const hostForPeople = (host: string): string => (host === "0.0.0.0" || host === "::" ? "localhost" : host)
