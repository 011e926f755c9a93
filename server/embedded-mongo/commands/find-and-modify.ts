import { CommandError } from "../errors.ts"
import { compileProjection } from "../query/projection.ts"
import { type View } from "../storage/view.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
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
import { booleanField, documentField, documentsField } from "./fields.ts"
import { deleteDocuments, optional, updateDocuments } from "./write.ts"

/** Changes one document and returns it, in one step: claims and counters are built on it. */
async function findAndModify(context: Context): Promise<Reply> {
  const { body } = context
  const ns = writableNamespace(context)
  const isRemove = booleanField(body, "remove")
  const update = getOwn(body, "update")
  checkCombination(body, isRemove, update)
  if (booleanField(body, "upsert")) await ensureBeforeTransaction(context, ns)
  const reply = await runWrite(context, 1, (view) =>
    isRemove ? removeOne(context, view, ns) : updateOne(context, view, ns, update as Document | Document[]),
  )
  const concern = writeConcernError(body)
  return { body: { ...reply, ...(concern && { writeConcernError: concern }) } }
}

function checkCombination(body: Document, isRemove: boolean, update: unknown): void {
  if (isRemove && update !== undefined)
    throw new CommandError("FailedToParse", "Cannot specify both an update and remove=true")
  if (isRemove && booleanField(body, "upsert"))
    throw new CommandError("FailedToParse", "Cannot specify both upsert=true and remove=true ")
  if (isRemove && booleanField(body, "new"))
    throw new CommandError(
      "FailedToParse",
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    )
  if (!isRemove && !isDocument(update) && !(Array.isArray(update) && update.every(isDocument)))
    throw new CommandError("FailedToParse", "Either an update or remove=true must be specified")
}

function removeOne(context: Context, view: View, ns: string): Document {
  const { body } = context
  const [removed] = deleteDocuments(context, view, collectionAt(context, ns), {
    filter: documentField(body, "query") ?? {},
    isMulti: false,
    sort: documentField(body, "sort"),
    hint: optional(body, "hint"),
    let: documentField(body, "let"),
  })
  return {
    lastErrorObject: { n: removed ? 1 : 0 },
    value: removed ? shown(context, removed.document) : null,
  }
}

function updateOne(context: Context, view: View, ns: string, update: Document | Document[]): Document {
  const { body } = context
  const isUpsert = booleanField(body, "upsert")
  const collection = isUpsert ? writableAt(context, ns) : collectionAt(context, ns)
  const outcome = updateDocuments(context, view, collection, {
    filter: documentField(body, "query") ?? {},
    update,
    isMulti: false,
    isUpsert,
    sort: documentField(body, "sort"),
    hint: optional(body, "hint"),
    arrayFilters: documentsField(body, "arrayFilters"),
    let: documentField(body, "let"),
  })
  const value = booleanField(body, "new") ? outcome.after : outcome.before
  const isFound = outcome.matched > 0
  return {
    lastErrorObject: {
      n: isFound || outcome.upserted ? 1 : 0,
      updatedExisting: isFound,
      ...(outcome.upserted && { upserted: outcome.upserted._id }),
    },
    value: value ? shown(context, value) : null,
  }
}

function shown({ body, startedAt }: Context, document: Document): Document {
  const fields = documentField(body, "fields")
  return fields && Object.keys(fields).length > 0
    ? compileProjection(fields, documentField(body, "query") ?? {}, { now: startedAt })(document)
    : document
}

const fields = [
  "query",
  "sort",
  "remove",
  "update",
  "new",
  "fields",
  "upsert",
  "bypassDocumentValidation",
  "collation",
  "arrayFilters",
  "hint",
  "let",
  "stmtId",
]

const command: Command = { run: findAndModify, fields, inTransaction: true, isRetryable: true, isWrite: true }

export const findAndModifyCommands: Record<string, Command> = {
  findAndModify: command,
  findandmodify: command,
}
