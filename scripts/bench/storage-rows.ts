import { type mongo } from "mongoose"
import { randomOf, type Random } from "../../server/embedded-mongo/testing/random.ts"
import { percentile } from "./percentile.ts"
import { type BenchDocument, DEPARTMENTS, documentAt, STATUSES } from "./storage-documents.ts"

export type Row = {
  count: number
  p50Ms: number
  p95Ms: number
  /** The driver's `ping`, sent in turn with the row's own command. */
  pingP50Ms: number
  pingP95Ms: number
  overPing: number
  perSecond?: number
}

type Rows = mongo.Collection<BenchDocument>
type Operation = { samples: number; run: (rows: Rows, random: Random, size: number) => Promise<unknown> }

const departmentOf = (random: Random): string => `department-${random.below(DEPARTMENTS)}`
const PAGE = 50
/** `$group` reads this many, whatever there is: so its growth is that of its surroundings. */
const GROUPED = 100_000

/** What the application asks of its database, each with the number of times it is measured. */
export const OPERATIONS: Record<string, Operation> = {
  findByUniqueKey: {
    samples: 1000,
    run: (rows, random, size) => rows.findOne({ externalId: `post-${random.below(size)}` }),
  },
  inboxPage: {
    samples: 500,
    run: (rows, random) =>
      rows
        .find({ status: random.pick(STATUSES), departmentId: departmentOf(random) })
        .sort({ updatedAt: -1 })
        .limit(PAGE)
        .toArray(),
  },
  inboxPageOfTwoStatuses: {
    samples: 500,
    run: (rows, random) =>
      rows
        .find({ status: { $in: ["open", "claimed"] }, departmentId: departmentOf(random) })
        .sort({ updatedAt: -1 })
        .limit(PAGE)
        .toArray(),
  },
  countOfIndexKeys: {
    samples: 300,
    run: (rows, random) =>
      rows.countDocuments({ status: random.pick(STATUSES), departmentId: departmentOf(random) }),
  },
  updateOneByKey: {
    samples: 300,
    run: (rows, random, size) =>
      rows.updateOne(
        { externalId: `post-${random.below(size)}` },
        { $set: { updatedAt: new Date(), "author.name": "Someone else" }, $inc: { version: 1 } },
      ),
  },
  claim: {
    samples: 300,
    run: (rows, random) =>
      rows.findOneAndUpdate(
        { status: "queued", departmentId: departmentOf(random) },
        { $set: { status: "claimed", updatedAt: new Date() } },
        { sort: { updatedAt: 1 }, returnDocument: "after" },
      ),
  },
  group: {
    samples: 5,
    run: (rows) =>
      rows
        .aggregate([
          { $limit: GROUPED },
          {
            $group: {
              _id: { status: "$status", departmentId: "$departmentId" },
              count: { $sum: 1 },
              latest: { $max: "$updatedAt" },
            },
          },
        ])
        .toArray(),
  },
}

const time = async (action: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await action()
  return performance.now() - began
}

/** Runs an operation and `ping` in turn, so that a busy machine slows both. */
export async function measure(db: mongo.Db, samples: number, action: () => Promise<unknown>): Promise<Row> {
  const times: number[] = []
  const pings: number[] = []
  const ping = (): Promise<unknown> => db.command({ ping: 1 })
  for (let sample = 0; sample < samples; sample++) {
    pings.push(await time(ping))
    times.push(await time(action))
  }
  while (pings.length < 50) pings.push(await time(ping))
  return rowOf(times, pings)
}

function rowOf(times: number[], pings: number[]): Row {
  const p50 = percentile(times, 50)
  const ping = percentile(pings, 50)
  return {
    count: times.length,
    p50Ms: round(p50),
    p95Ms: round(percentile(times, 95)),
    pingP50Ms: round(ping),
    pingP95Ms: round(percentile(pings, 95)),
    overPing: round(p50 / ping),
  }
}

/** Inserts documents up to a number of them, in batches as an import does. */
export async function fill(rows: Rows, db: mongo.Db, from: number, to: number): Promise<Row> {
  const batchSize = 1000
  let next = from
  let took = 0
  const row = await measure(db, Math.ceil((to - from) / batchSize), async () => {
    const batch = Array.from({ length: Math.min(batchSize, to - next) }, (_, at) => documentAt(next + at))
    next += batch.length
    // Making the documents is the client's time, not the server's.
    took += await time(() => rows.insertMany(batch))
  })
  return { ...row, perSecond: Math.round((to - from) / (took / 1000)) }
}

/** Single inserts, acknowledged when they are on disk, by clients at the same time. */
export async function insertSingly(
  rows: Rows,
  db: mongo.Db,
  { from, each, clients }: { from: number; each: number; clients: number },
): Promise<Row> {
  let next = from
  const times: number[] = []
  const began = performance.now()
  const client = async (): Promise<void> => {
    for (let n = 0; n < each; n++) {
      const document = documentAt(next++)
      times.push(await time(() => rows.insertOne(document)))
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const took = performance.now() - began
  const pings = (await measure(db, 50, () => db.command({ ping: 1 }))).pingP50Ms
  return { ...rowOf(times, [pings]), perSecond: Math.round(times.length / (took / 1000)) }
}

/** How long other clients' pings take while something long runs. */
export async function pingsDuring(db: mongo.Db, long: () => Promise<unknown>) {
  const pings: number[] = []
  let isRunning = true
  const began = performance.now()
  const running = long().finally(() => (isRunning = false))
  while (isRunning) pings.push(await time(() => db.command({ ping: 1 })))
  await running
  return {
    tookMs: round(performance.now() - began),
    pings: pings.length,
    pingP50Ms: round(percentile(pings, 50)),
    pingP95Ms: round(percentile(pings, 95)),
    pingMaxMs: round(Math.max(...pings)),
  }
}

export const measureOperation = (
  db: mongo.Db,
  rows: Rows,
  { samples, run }: Operation,
  size: number,
): Promise<Row> => {
  const random = randomOf(size)
  return measure(db, samples, () => run(rows, random, size))
}

export const round = (value: number): number => Number(value.toPrecision(3))
