import mongoose from "mongoose"
import { type Tally, type Workload } from "./workload.ts"

/** Several claim jobs at once: each goes to one, and a claim that was acknowledged stands. */
export function claimWorkload(tally: Tally): Workload {
  const takenBy = new Map<number, string>()
  const doubled: number[] = []
  let next = 0
  return {
    name: "claims",
    prepare: async ({ db }) => {
      await db.collection("jobs").createIndex({ state: 1, job: 1 })
    },
    resume: async ({ db }) => {
      await db.collection("jobs").deleteMany({})
      takenBy.clear()
      await db
        .collection("jobs")
        .insertMany(Array.from({ length: 60 }, () => ({ job: next++, state: "open" })))
    },
    writers: 3,
    write: async ({ db, round }, writer) => {
      const by = `${round}:${writer}`
      const job = await db
        .collection("jobs")
        .findOneAndUpdate({ state: "open" }, { $set: { state: "taken", by } }, { sort: { job: 1 } })
      if (!job) {
        await db.collection("jobs").insertOne({ job: next++, state: "open" })
        return
      }
      if (takenBy.has(job.job as number)) doubled.push(job.job as number)
      takenBy.set(job.job as number, by)
      tally.acknowledged++
    },
    check: (read, report) => {
      for (const job of doubled) report(`job ${job} was claimed twice`)
      doubled.length = 0
      const jobs = new Map(read("jobs").map((one) => [one.job as number, one]))
      for (const [job, by] of takenBy)
        if (jobs.get(job)?.by !== by) report(`job ${job} was claimed by ${by} and is not theirs`)
    },
  }
}

/** Several want the same seat: a unique index gives it to one, and the one who was told so keeps it. */
export function seatWorkload(tally: Tally): Workload {
  const holders = new Map<number, string>()
  const doubled: number[] = []
  let seat = 0
  return {
    name: "seats",
    prepare: async ({ db }) => {
      await db.collection("seats").createIndex({ seat: 1 }, { unique: true })
    },
    resume: async ({ db, round }) => {
      await db.collection("seats").deleteMany({ round: { $lt: round } })
      holders.clear()
      seat += 1000
    },
    writers: 3,
    write: async ({ db, round, random }, writer) => {
      const wanted = seat + random.below(2)
      const holder = `${round}:${writer}`
      try {
        await db.collection("seats").insertOne({ seat: wanted, holder, round })
        if (holders.has(wanted)) doubled.push(wanted)
        holders.set(wanted, holder)
        tally.acknowledged++
      } catch (error) {
        if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== 11000) throw error
        seat = Math.max(seat, wanted + 1)
      }
    },
    check: (read, report) => {
      for (const wanted of doubled) report(`seat ${wanted} was given twice`)
      doubled.length = 0
      const found = new Map<number, string>()
      for (const { seat: taken, holder } of read("seats")) {
        if (found.has(taken as number)) report(`seat ${String(taken)} is there twice`)
        found.set(taken as number, holder as string)
      }
      for (const [wanted, holder] of holders)
        if (found.get(wanted) !== holder) report(`seat ${wanted} was given to ${holder} and is not theirs`)
    },
  }
}
