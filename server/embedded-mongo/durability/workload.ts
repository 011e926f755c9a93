import type mongoose from "mongoose"
import { type Random } from "../testing/random.ts"
import { type Document } from "../values/bson-value.ts"

/** A running server, as a workload reaches it. */
export type Target = {
  uri: string
  client: mongoose.mongo.MongoClient
  db: mongoose.mongo.Db
  random: Random
  /** Counts up with each restart; documents carry it. */
  round: number
}

/** What a collection holds after the kill, read from the file itself. */
export type ReadCollection = (name: string) => Document[]

/** Takes one broken promise. */
export type Report = (what: string) => void

/**
 * One promise put to the test. `write` is called again and again, by several at once, until the server
 * is gone; it remembers what was acknowledged, and `check` compares that with what is there.
 */
export type Workload = {
  name: string
  /** Makes the indexes; called once. */
  prepare: (target: Target) => Promise<void>
  /** After a restart: repeats what was never answered, and clears what has been checked. */
  resume: (target: Target) => Promise<void>
  /** How many `write` at the same time. */
  writers: number
  write: (target: Target, writer: number) => Promise<void>
  check: (read: ReadCollection, report: Report) => void
}

/** Counts acknowledged writes over all workloads. */
export type Tally = { acknowledged: number }
