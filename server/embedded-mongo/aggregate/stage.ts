import type { Scope } from "../expression/scope.ts"
import type { Document } from "../values/rank.ts"

/** Stages pass documents on in batches: one promise for many documents. */
export type Batches = AsyncIterable<Document[]>
export type Stage = (input: Batches) => Batches

export type DocumentSource = AsyncIterable<Document> | Iterable<Document>

/** Options of a find a stage makes: values of the variables its filter may name. */
export type FindOptions = { variables: Document; now: Date }

/** The collection a stage writes to; without `db` it is in the pipeline's database. */
export type OutputTarget = { db?: string; coll: string }

/** A checked `$merge`. */
export type MergeRequest = {
  target: OutputTarget
  /** The fields that tell which document is the same one; an index must make them unique. */
  on: string[]
  /** An array is a pipeline that changes the document found. */
  whenMatched: "replace" | "keepExisting" | "merge" | "fail" | Document[]
  whenNotMatched: "insert" | "discard" | "fail"
  /** The variables of the pipeline, for one document. */
  variablesOf: (document: Document) => Document
}

/** What a pipeline needs of the server. */
export type PipelineEnv = {
  /** Another collection of the database, or of another when the stage says so. */
  collection: (
    name: string,
    database?: string,
  ) => { find: (filter: Document, options: FindOptions) => DocumentSource }
  /** Where `$out` and `$merge` write; without it they are refused. */
  write?: {
    out: (target: OutputTarget, documents: AsyncIterable<Document>) => Promise<void>
    merge: (request: MergeRequest, documents: AsyncIterable<Document>) => Promise<void>
  }
  /** Values of the command's `let` (see `evaluateLet`) and of outer pipelines. */
  variables?: Document
  now?: Date
  /**
   * Called between batches: throws to stop a command that was killed or has run out of time; a promise
   * lets other commands have a turn.
   */
  check?: () => Promise<void> | undefined
}

/** What a stage is compiled with. `run` is for stages that have pipelines inside. */
export type StageContext = {
  env: PipelineEnv
  scope: () => Scope
  variables: Document
  now: Date
  run: (source: DocumentSource, stages: unknown, variables: Document) => AsyncIterable<Document>
  /** Compiles the stages to refuse what is wrong before the first document. */
  checkStages: (stages: unknown, variables: Document) => void
}

export type CompileStage = (specification: unknown, context: StageContext) => Stage

const batchSize = 100

/** Cuts a source into batches. An async source is read ahead by at most one batch. */
export async function* inBatches(source: DocumentSource): Batches {
  let batch: Document[] = []
  // Small at first: a pipeline that ends in a small limit reads little more than it needs.
  let size = 16
  const isAsync = Symbol.asyncIterator in source
  for await (const next of isAsync ? source : syncBatches(source as Iterable<Document>)) {
    if (!isAsync) {
      yield next as Document[]
      continue
    }
    batch.push(next as Document)
    if (batch.length < size) continue
    yield batch
    batch = []
    size = batchSize
  }
  if (batch.length > 0) yield batch
}

function* syncBatches(source: Iterable<Document>): Iterable<Document[]> {
  let batch: Document[] = []
  let size = 16
  for (const document of source) {
    batch.push(document)
    if (batch.length < size) continue
    yield batch
    batch = []
    size = batchSize
  }
  if (batch.length > 0) yield batch
}

/** The same batches, with a check before each. */
export async function* checked(batches: Batches, check: PipelineEnv["check"]): Batches {
  for await (const batch of batches) {
    const turn = check?.()
    if (turn) await turn
    yield batch
  }
}

/** The documents of batches, one by one. */
export async function* flatten(batches: Batches): AsyncIterable<Document> {
  for await (const batch of batches) yield* batch
}

/** A stage that turns a batch into another. */
export function perBatch(transform: (batch: Document[]) => Document[]): Stage {
  return async function* (input) {
    for await (const batch of input) {
      const result = transform(batch)
      if (result.length > 0) yield result
    }
  }
}

/** A stage that must see all documents first. */
export function whenAll(finish: (documents: Document[]) => Document[] | Promise<Document[]>): Stage {
  return async function* (input) {
    yield* rebatch(await finish(await collect(input)))
  }
}

/** All documents in memory. */
export async function collect(input: Batches): Promise<Document[]> {
  const all: Document[] = []
  for await (const batch of input) for (const document of batch) all.push(document)
  return all
}

/** Cuts an array into batches, so that what follows stays incremental. */
export function* rebatch(documents: Document[]): Iterable<Document[]> {
  for (let at = 0; at < documents.length; at += batchSize) yield documents.slice(at, at + batchSize)
}
