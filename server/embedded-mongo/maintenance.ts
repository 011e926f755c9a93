import { type Services } from "./commands/command.ts"
import { find } from "./planner/find.ts"
import { type CollectionEntry } from "./storage/collection-entry.ts"
import { type IndexEntry } from "./storage/index-entry.ts"
import { timeFieldOf } from "./commands/time-series.ts"
import { type Document } from "./values/bson-value.ts"
import { toNumber } from "./values/numbers.ts"
import { expiredAnswers } from "./sessions/retries.ts"

export type Maintenance = { run(): Promise<void>; stop(): Promise<void> }

/** Expired documents are removed a piece at a time, so that no write waits for many. */
const expiryStep = 200
/** Answers to retryable writes are kept longer than any session lives. */
const keepAnswersMs = 60 * 60_000
/** Sessions and transactions are looked at often: a forgotten transaction pins pages of the file. */
const sweepMs = 5_000

/** Does regularly what nobody asks for: expired documents, idle cursors, forgotten sessions. */
export function startMaintenance(
  services: Services,
  everyMs: number,
  log: (message: string, error?: unknown) => void,
): Maintenance {
  let running: Promise<void> | undefined
  const sweep = (): void => {
    services.cursors.sweep()
    services.sessions.sweep()
    services.snapshots.sweep()
  }
  const run = (): Promise<void> => (running ??= runOnce(services, sweep).finally(() => (running = undefined)))
  const inBackground = (): void => void run().catch((error: unknown) => log("maintenance failed", error))
  const slow = setInterval(inBackground, everyMs)
  const quick = setInterval(sweep, Math.min(everyMs, sweepMs))
  slow.unref()
  quick.unref()
  return {
    run,
    stop: async () => {
      clearInterval(slow)
      clearInterval(quick)
      await running?.catch(() => undefined)
    },
  }
}

async function runOnce(services: Services, sweep: () => void): Promise<void> {
  sweep()
  const { store, stopping } = services
  for (const collection of store.catalog.list()) {
    if (!stopping.aborted) await expireByOption(services, collection)
    for (const index of collection.indexes)
      if (index.expireAfterSeconds !== undefined && !stopping.aborted)
        await expire(services, collection, index)
  }
  const before = new Date(services.now() - keepAnswersMs)
  const expired = expiredAnswers(store.latest, before)
  if (expired.length > 0 && !stopping.aborted)
    await store.write((view) => {
      // A session may have written again meanwhile.
      const still = new Set(expiredAnswers(view, before).map((key) => key.toString("latin1")))
      for (const key of expired) if (still.has(key.toString("latin1"))) view.remove(key)
    })
}

/** Removes documents whose date lies far enough back; of several dates the earliest counts. */
function expire(services: Services, collection: CollectionEntry, index: IndexEntry): Promise<void> {
  const [path] = index.paths
  // Only an index of one field expires documents; a real server passes over others too.
  if (path === undefined || index.paths.length > 1 || path === "_id") return Promise.resolve()
  const seconds = index.expireAfterSeconds ?? 0
  return removeOlder(services, collection, path, seconds, (document) =>
    collection.indexes.includes(index) ? (index.partial?.matches(document) ?? true) : false,
  )
}

/** Time series and clustered collections say themselves how long a document lives. */
function expireByOption(services: Services, collection: CollectionEntry): Promise<void> {
  const { expireAfterSeconds, clusteredIndex } = collection.options
  const path = clusteredIndex ? "_id" : timeFieldOf(collection)
  const seconds = toNumber(expireAfterSeconds)
  if (path === undefined || seconds === undefined) return Promise.resolve()
  return removeOlder(services, collection, path, seconds, () => true)
}

async function removeOlder(
  { store, now, stopping }: Services,
  collection: CollectionEntry,
  path: string,
  seconds: number,
  isMeant: (document: Document) => boolean,
): Promise<void> {
  const limit = new Date(now() - seconds * 1000)
  const request = { filter: { [path]: { $lt: limit } }, limit: expiryStep }
  if (!find(store.latest, collection, request).next()) return
  let removed = expiryStep
  while (removed === expiryStep && !stopping.aborted && !collection.dropped)
    removed = await store.write((view) => {
      const results = find(view, collection, request)
      const found = []
      for (let one = results.next(); one; one = results.next()) if (isMeant(one.document)) found.push(one)
      for (const one of found) store.writer.remove(view, collection, one)
      return found.length
    })
}
