import { type Tally, type Workload } from "./workload.ts"

type Row = { state: "stored" | "deleting" | "deleted"; round: number }

/** Rows are kept for this many rounds. */
const keptRounds = 2

/** Single documents: an acknowledged insert is there, an acknowledged delete is gone, with their index keys. */
export function rowWorkload(tally: Tally): Workload {
  const rows = new Map<number, Row>()
  let next = 0
  return {
    name: "rows",
    prepare: async ({ db }) => {
      await db.collection("rows").createIndexes([{ key: { tags: 1 } }, { key: { key: 1 }, unique: true }])
    },
    resume: async ({ db, round }) => {
      await db.collection("rows").deleteMany({ round: { $lt: round - keptRounds } })
      for (const [key, row] of rows) if (row.round < round - keptRounds) rows.delete(key)
    },
    writers: 2,
    write: async ({ db, random, round }, writer) => {
      const old =
        writer === 0 ? [...rows].find(([, row]) => row.state === "stored" && row.round < round) : undefined
      if (old && random.below(2) === 0) {
        const [key, row] = old
        row.state = "deleting"
        await db.collection("rows").deleteOne({ key })
        row.state = "deleted"
      } else {
        const key = next++
        const tags = ["all", `t${random.below(5)}`, key % 7]
        await db.collection("rows").insertOne({ key, tags, round, text: "x".repeat(random.below(6000)) })
        rows.set(key, { state: "stored", round })
      }
      tally.acknowledged++
    },
    check: (read, report) => {
      const found = new Set(read("rows").map(({ key }) => key as number))
      for (const [key, { state }] of rows) {
        if (state === "stored" && !found.has(key)) report(`row ${key} was acknowledged and is lost`)
        if (state === "deleted" && found.has(key)) report(`row ${key} was deleted and is back`)
      }
    },
  }
}

/** Documents changed over and over: no acknowledged change is missing, none is half applied. */
export function counterWorkload(tally: Tally): Workload {
  const acknowledged = [0, 0]
  return {
    name: "counters",
    prepare: async ({ db }) => {
      await db.collection("counters").createIndex({ log: 1 })
    },
    // What was committed and not answered is known from now on.
    resume: async ({ db }) => {
      for (const { writer, n } of await db.collection("counters").find().toArray())
        acknowledged[writer as number] = n as number
    },
    writers: acknowledged.length,
    write: async ({ db }, writer) => {
      const next = (acknowledged[writer] ?? 0) + 1
      await db
        .collection("counters")
        .updateOne({ writer }, { $inc: { n: 1 }, $push: { log: { $each: [next], $slice: -20 } } } as object, {
          upsert: true,
        })
      acknowledged[writer] = next
      tally.acknowledged++
    },
    check: (read, report) => {
      const documents = read("counters")
      for (const [writer, least] of acknowledged.entries()) {
        const document = documents.find((one) => one.writer === writer)
        const n = (document?.n ?? 0) as number
        const last = (document?.log as number[] | undefined)?.at(-1) ?? 0
        if (n < least || n > least + 1) report(`counter ${writer} is ${n}, acknowledged were ${least}`)
        if (last !== n) report(`counter ${writer} is half applied: ${n} and ${last}`)
      }
    },
  }
}
