import { normalizeCollation } from "../collation/collation.ts"
import { CommandError } from "../errors.ts"
import { type View } from "../storage/view.ts"
import { deserializeDocument, getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type Reply } from "../wire/reply.ts"
import {
  collectionAt,
  ensureBeforeTransaction,
  runWrite,
  writableAt,
  writableNamespace,
  type Command,
  type Context,
} from "./command.ts"
import { writeConcernError } from "./concerns.ts"
import { underCollation } from "./collated.ts"
import { booleanField, documentField, documentsField, wrongType } from "./fields.ts"
import {
  deleteDocuments,
  insertRaw,
  isFatal,
  optional,
  updateDocuments,
  writeErrorOf,
  type UpdateStatement,
} from "./write.ts"

/** MongoDB's maxWriteBatchSize. */
const maxBatch = 100_000

function checkBatch(statements: unknown[], field: string): void {
  if (statements.length === 0 || statements.length > maxBatch)
    throw new CommandError(
      "InvalidLength",
      `Write batch sizes must be between 1 and ${maxBatch}. Got ${statements.length} operations. (${field})`,
    )
}

/** Runs statements one after the other; a failing one stops the rest when they are ordered. */
function runStatements<T>(
  body: Document,
  statements: T[],
  run: (statement: T, index: number) => void,
): Document[] {
  const isOrdered = getOwn(body, "ordered") === undefined || booleanField(body, "ordered")
  const errors: Document[] = []
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index)
    } catch (error) {
      if (isFatal(error)) throw error
      errors.push(writeErrorOf(index, error as CommandError))
      if (isOrdered) break
    }
  }
  return errors
}

/** A write command's answer, with what went wrong. */
function answer(body: Document, result: Document, errors: Document[]): Document {
  const concern = writeConcernError(body)
  return {
    ...result,
    ...(errors.length > 0 && { writeErrors: errors }),
    ...(concern && { writeConcernError: concern }),
  }
}

async function insert(context: Context): Promise<Reply> {
  const { body, sequences } = context
  const ns = writableNamespace(context)
  const documents = sequences.get("documents")
  if (!documents) throw wrongType("insert.documents", body.documents, "array")
  checkBatch(documents, "insert.documents")
  await ensureBeforeTransaction(context, ns)
  const reply = await runWrite(context, documents.length, (view) => {
    const collection = writableAt(context, ns)
    let n = 0
    const errors = runStatements(body, documents, (raw) => {
      insertRaw(context, view, collection, raw)
      n++
    })
    return answer(body, { n }, errors)
  })
  return { body: reply }
}

async function update(context: Context): Promise<Reply> {
  const { body } = context
  const ns = writableNamespace(context)
  const statements = statementsOf(context, "updates").map((statement) => updateStatementOf(statement, body))
  checkRetryable(context, statements)
  if (statements.some(({ isUpsert }) => isUpsert)) await ensureBeforeTransaction(context, ns)
  const reply = await runWrite(context, statements.length, (view) =>
    runUpdates(context, view, ns, statements),
  )
  return { body: reply }
}

function runUpdates(context: Context, view: View, ns: string, statements: UpdateStatement[]): Document {
  const result = { n: 0, nModified: 0 }
  const upserted: Document[] = []
  const errors = runStatements(context.body, statements, (statement, index) => {
    const collection = statement.isUpsert ? writableAt(context, ns) : collectionAt(context, ns)
    const outcome = underCollation(statement.collation, () =>
      updateDocuments(context, view, collection, statement),
    )
    result.n += outcome.matched + (outcome.upserted ? 1 : 0)
    result.nModified += outcome.modified
    if (outcome.upserted) upserted.push({ index, _id: outcome.upserted._id })
  })
  return answer(context.body, { ...result, ...(upserted.length > 0 && { upserted }) }, errors)
}

/** `sort` is not among them: it came with MongoDB 8.0. */
const updateFields = new Set(["q", "u", "multi", "upsert", "collation", "arrayFilters", "hint", "c"])

function updateStatementOf(statement: Document, body: Document): UpdateStatement {
  refuseUnknown("update.updates", statement, updateFields)
  normalizeCollation(statement.collation)
  const filter = documentField(statement, "q")
  if (!filter) throw new CommandError(40414, "BSON field 'update.updates.q' is missing but a required field")
  const update = statement.u
  if (!isDocument(update) && !isPipeline(update))
    throw new CommandError("FailedToParse", "Update argument must be either an object or an array")
  const constants = documentField(statement, "c")
  return {
    filter,
    update,
    isMulti: booleanField(statement, "multi"),
    isUpsert: booleanField(statement, "upsert"),
    hint: optional(statement, "hint"),
    arrayFilters: documentsField(statement, "arrayFilters"),
    let: constants ? { ...documentField(body, "let"), ...constants } : documentField(body, "let"),
    collation: optional(statement, "collation"),
  }
}

const isPipeline = (value: unknown): value is Document[] => Array.isArray(value) && value.every(isDocument)

async function remove(context: Context): Promise<Reply> {
  const { body } = context
  const ns = writableNamespace(context)
  const statements = statementsOf(context, "deletes").map((statement) => {
    refuseUnknown("delete.deletes", statement, new Set(["q", "limit", "collation", "hint"]))
    normalizeCollation(statement.collation)
    const filter = documentField(statement, "q")
    if (!filter)
      throw new CommandError(40414, "BSON field 'delete.deletes.q' is missing but a required field")
    const limit = toNumber(statement.limit)
    if (limit !== 0 && limit !== 1)
      throw new CommandError(
        "FailedToParse",
        `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`,
      )
    return {
      filter,
      isMulti: limit === 0,
      hint: optional(statement, "hint"),
      let: documentField(body, "let"),
      collation: optional(statement, "collation"),
    }
  })
  checkRetryable(context, statements)
  const reply = await runWrite(context, statements.length, (view) => {
    let n = 0
    const errors = runStatements(body, statements, (statement) => {
      n += underCollation(statement.collation, () =>
        deleteDocuments(context, view, collectionAt(context, ns), statement),
      ).length
    })
    return answer(body, { n }, errors)
  })
  return { body: reply }
}

/** A write of many documents cannot be told apart from its repetition. */
function checkRetryable({ txn, txnNumber }: Context, statements: { isMulti: boolean }[]): void {
  if (!txn && txnNumber !== undefined && statements.some(({ isMulti }) => isMulti))
    throw new CommandError("InvalidOptions", "Cannot use (or request) retryable writes with multi=true")
}

/** The statements of a write, in the body or beside it. */
function statementsOf({ body, sequences }: Context, field: "updates" | "deletes"): Document[] {
  const beside = sequences.get(field)
  const statements = beside ? beside.map((bytes) => deserializeDocument(bytes)) : documentsField(body, field)
  if (!statements) throw wrongType(field, body[field], "array")
  checkBatch(statements, field)
  return statements
}

function refuseUnknown(where: string, statement: Document, known: Set<string>): void {
  for (const field of Object.keys(statement))
    if (!known.has(field))
      throw new CommandError(40415, `BSON field '${where}.${field}' is an unknown field.`)
}

const shared = ["ordered", "bypassDocumentValidation", "let", "maxTimeMS", "stmtIds", "stmtId"]
const write = { inTransaction: true, isRetryable: true, isWrite: true } as const
const collated = { ...write, collates: true } as const

export const crudCommands: Record<string, Command> = {
  insert: { run: insert, fields: ["documents", ...shared], ...write },
  update: { run: update, fields: ["updates", ...shared], ...collated },
  delete: { run: remove, fields: ["deletes", ...shared], ...collated },
}
