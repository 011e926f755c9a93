import { join } from "node:path"
import mongoose from "mongoose"
import { checkOpenFolder } from "../integrity/check-folder.ts"
import { openFolder, recordsOf } from "../integrity/open-folder.ts"
import { randomOf } from "../testing/random.ts"
import { deserializeDocument } from "../values/bson-value.ts"
import { compileChild } from "./compile-child.ts"
import { standBy } from "./child-process.ts"
import { claimWorkload, seatWorkload } from "./contested-workload.ts"
import { expiringWorkload } from "./expiring-workload.ts"
import { batchWorkload, transferWorkload } from "./grouped-workload.ts"
import { repeatedWorkload } from "./repeated-workload.ts"
import { counterWorkload, rowWorkload } from "./row-workload.ts"
import { type ReadCollection, type Tally, type Target, type Workload } from "./workload.ts"

export type KillOptions = {
  dir: string
  kills: number
  seed: number
  /** Ends the run earlier. */
  minutes?: number
  /** Told after each kill what was broken until then. */
  onRound?: (round: number, broken: readonly string[]) => void
}

export type KillReport = {
  seed: number
  kills: number
  acknowledged: number
  /** Documents read back after all kills together. */
  documentsChecked: number
  seconds: number
  broken: string[]
}

/** Nothing is learnt from what follows the first broken promises. */
const enough = 20
/** A round lasts until so many writes were acknowledged, and a little longer. */
const mostWrites = 120
const longestRoundMs = 3000

/**
 * Kills a busy server again and again, and checks after each kill that what it acknowledged is on disk,
 * that nothing is half applied or doubled, and that every index is what a rebuild would make.
 * The seed repeats the choices of the writers and the moments; how far the writers got by then it cannot.
 */
export async function runKills({
  dir,
  kills,
  seed,
  minutes = Infinity,
  onRound,
}: KillOptions): Promise<KillReport> {
  const random = randomOf(seed)
  const tally: Tally = { acknowledged: 0 }
  const workloads = [
    rowWorkload(tally),
    counterWorkload(tally),
    claimWorkload(tally),
    seatWorkload(tally),
    transferWorkload(tally),
    batchWorkload(tally),
    repeatedWorkload(tally),
    expiringWorkload(tally),
  ]
  const broken: string[] = []
  let documentsChecked = 0
  const folder = join(dir, "data")
  const program = await compileChild(join(dir, "program"))
  let next = standBy(program, folder)
  const startedAt = Date.now()
  const endsAt = startedAt + minutes * 60_000
  let round = 0
  for (; round < kills && broken.length < enough && Date.now() < endsAt; round++) {
    const child = next
    const report = (what: string): void => void broken.push(`after kill ${round + 1}: ${what}`)
    const uri = await child.start()
    const client = await connectTo(uri)
    const target: Target = { uri, client, db: client.db("test"), random, round }
    if (round === 0) await Promise.all(workloads.map((workload) => workload.prepare(target)))
    await Promise.all(workloads.map((workload) => workload.resume(target)))
    next = standBy(program, folder)
    let isDead = false
    const writing = workloads.flatMap((workload) =>
      Array.from({ length: workload.writers }, (_, writer) =>
        writeUntilDead(workload, target, writer, () => isDead, report),
      ),
    )
    const goal = tally.acknowledged + random.below(mostWrites)
    const latest = Date.now() + longestRoundMs
    while (tally.acknowledged < goal && Date.now() < latest) await pause(1)
    await pause(random.below(12))
    isDead = true
    await child.kill()
    await client.close(true)
    await Promise.all(writing)
    documentsChecked += await checkPromises(folder, workloads, report)
    onRound?.(round + 1, broken)
  }
  await next.kill()
  const { acknowledged } = tally
  const seconds = Math.round((Date.now() - startedAt) / 100) / 10
  return { seed, kills: round, acknowledged, documentsChecked, seconds, broken }
}

/** Short, as a driver that is closed waits once more for a server that is gone. */
const selectionMs = 300

/** On a busy machine the first answer takes longer than that. */
async function connectTo(uri: string, waitMs = selectionMs): Promise<mongoose.mongo.MongoClient> {
  try {
    return await mongoose.mongo.MongoClient.connect(uri, {
      retryWrites: false,
      serverSelectionTimeoutMS: waitMs,
    })
  } catch (error) {
    if (waitMs > 20_000) throw error
    return connectTo(uri, waitMs * 2)
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function writeUntilDead(
  workload: Workload,
  target: Target,
  writer: number,
  isDead: () => boolean,
  report: (what: string) => void,
): Promise<void> {
  try {
    for (;;) await workload.write(target, writer)
  } catch (error) {
    // A refusal is an answer: the server was there, and should not have given it.
    const isRefusal =
      error instanceof mongoose.mongo.MongoServerError &&
      !(error instanceof mongoose.mongo.MongoBulkWriteError)
    if (!isDead() || isRefusal)
      report(`${workload.name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Reads the folder as the kill left it; returns how many documents it holds. */
async function checkPromises(
  dir: string,
  workloads: Workload[],
  report: (what: string) => void,
): Promise<number> {
  const folder = openFolder(dir)
  try {
    const { faults, collections } = checkOpenFolder(folder)
    for (const { where, what } of faults) report(`${where}: ${what}`)
    const read: ReadCollection = (name) => {
      const collection = folder.catalog.get(`test.${name}`)
      if (!collection) return []
      return Array.from(recordsOf(folder.view, collection), ({ value }) => deserializeDocument(value))
    }
    for (const workload of workloads) workload.check(read, (what) => report(`${workload.name}: ${what}`))
    return collections.reduce((total, { documents }) => total + documents, 0)
  } finally {
    await folder.environment.close()
  }
}
