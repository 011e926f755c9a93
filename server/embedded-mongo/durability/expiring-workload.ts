import { type Tally, type Workload } from "./workload.ts"

/** Documents with a date: those whose time has come may be gone, all others are there. */
export function expiringWorkload(tally: Tally): Workload {
  const lasting = new Set<number>()
  let next = 0
  return {
    name: "expiring",
    prepare: async ({ db }) => {
      await db.collection("expiring").createIndex({ until: 1 }, { expireAfterSeconds: 0 })
    },
    resume: async ({ db, round }) => {
      await db.collection("expiring").deleteMany({ round: { $lt: round } })
      lasting.clear()
    },
    writers: 1,
    write: async ({ db, round, random }) => {
      const number = next++
      const isLasting = random.below(2) === 0
      const until = new Date(Date.now() + (isLasting ? 3_600_000 : -1000))
      await db.collection("expiring").insertOne({ number, until, round })
      if (isLasting) lasting.add(number)
      tally.acknowledged++
    },
    check: (read, report) => {
      const found = new Set(read("expiring").map(({ number }) => number as number))
      for (const number of lasting)
        if (!found.has(number)) report(`document ${number} expired before its time`)
    },
  }
}
