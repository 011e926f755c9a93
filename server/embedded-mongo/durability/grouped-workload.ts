import { type Tally, type Workload } from "./workload.ts"

const accounts = 8
const startingSum = accounts * 1000

/** Money moves in transactions of two documents: the sum never changes, and every acknowledged move is booked. */
export function transferWorkload(tally: Tally): Workload {
  const booked = new Map<number, number>()
  let next = 0
  return {
    name: "transfers",
    prepare: async ({ db }) => {
      const all = Array.from({ length: accounts }, (_, account) => ({ account, amount: 1000 }))
      await db.collection("accounts").insertMany(all)
      await db.collection("bookings").createIndex({ transfer: 1 }, { unique: true })
    },
    resume: async ({ db, round }) => {
      await db.collection("bookings").deleteMany({ round: { $lt: round } })
      booked.clear()
    },
    writers: 2,
    write: async ({ client, db, random, round }) => {
      const transfer = next++
      const amount = 1 + random.below(9)
      const from = random.below(accounts)
      const to = (from + 1 + random.below(accounts - 1)) % accounts
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await db
            .collection("accounts")
            .updateOne({ account: from }, { $inc: { amount: -amount } }, { session })
          await db.collection("accounts").updateOne({ account: to }, { $inc: { amount } }, { session })
          await db.collection("bookings").insertOne({ transfer, amount, round }, { session })
        }),
      )
      booked.set(transfer, amount)
      tally.acknowledged++
    },
    check: (read, report) => {
      const sum = read("accounts").reduce((total, { amount }) => total + (amount as number), 0)
      if (sum !== startingSum) report(`the accounts hold ${sum}, not ${startingSum}`)
      const found = new Set(read("bookings").map(({ transfer }) => transfer as number))
      for (const transfer of booked.keys())
        if (!found.has(transfer)) report(`transfer ${transfer} was acknowledged and is not booked`)
    },
  }
}

const batchSize = 5

/** Ordered batches: one that was acknowledged is whole, one that was not is there up to some point. */
export function batchWorkload(tally: Tally): Workload {
  const whole = new Set<number>()
  let next = 0
  return {
    name: "batches",
    prepare: async ({ db }) => {
      await db.collection("batches").createIndex({ batch: 1, part: -1 })
    },
    resume: async ({ db, round }) => {
      await db.collection("batches").deleteMany({ round: { $lt: round } })
      whole.clear()
    },
    writers: 1,
    write: async ({ db, round }) => {
      const batch = next++
      const inserts = Array.from({ length: batchSize }, (_, part) => ({
        insertOne: { document: { batch, part, round, marked: false } },
      }))
      await db
        .collection("batches")
        .bulkWrite([
          ...inserts,
          { updateMany: { filter: { batch }, update: { $set: { marked: true } } } },
          { deleteOne: { filter: { batch, part: 0 } } },
        ])
      whole.add(batch)
      tally.acknowledged++
    },
    check: (read, report) => {
      const found = new Map<number, { parts: number[]; marked: number }>()
      for (const { batch, part, marked } of read("batches")) {
        const known = found.get(batch as number) ?? { parts: [], marked: 0 }
        known.parts.push(part as number)
        if (marked === true) known.marked++
        found.set(batch as number, known)
      }
      for (const [batch, { parts, marked }] of found) {
        const isWhole = marked === parts.length && parts.length === batchSize - 1 && !parts.includes(0)
        const isAllInserted = parts.length === batchSize
        const isPrefix = parts.every((part, at) => part === at) && marked === 0
        if (!isWhole && !isPrefix && !(isAllInserted && marked === batchSize))
          report(`batch ${batch} is torn: parts ${parts.join()}, ${marked} marked`)
        if (whole.has(batch) && !isWhole) report(`batch ${batch} was acknowledged and is not whole`)
      }
      for (const batch of whole) if (!found.has(batch)) report(`batch ${batch} was acknowledged and is lost`)
    },
  }
}
