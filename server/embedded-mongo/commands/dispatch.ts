import { codeNameOf, CommandError } from "../errors.ts"
import { getOwn, hasOwn, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { timestampOf } from "../storage/oplog.ts"
import { type Reply } from "../wire/reply.ts"
import { type Request } from "../wire/message.ts"
import { type Client, type Command, type Context, type Services } from "./command.ts"
import { TimeLimit } from "./deadline.ts"
import { checkFields, numberField } from "./fields.ts"
import { checkConcerns } from "./concerns.ts"
import { findCommand } from "./registry.ts"

/** Runs a command and gives its answer; whatever goes wrong becomes an answer too. */
export async function dispatch(
  services: Services,
  client: Client,
  request: Pick<Request, "body" | "sequences" | "refusal">,
  log: (message: string, error: unknown) => void,
): Promise<Reply> {
  const name = Object.keys(request.body)[0] ?? ""
  try {
    if (request.refusal) throw request.refusal
    const command = findCommand(name)
    if (!command) throw new CommandError("CommandNotFound", `no such command: '${name}'`)
    if (!command.isOpenToAll && !client.signIn.isOpen)
      throw new CommandError("Unauthorized", `command ${name} requires authentication`)
    checkFields(name, request.body, command)
    const reply = await run(command, contextOf(services, client, name, command, request))
    return { ...reply, body: { ...reply.body, ok: reply.body.ok ?? 1, ...times(services) } }
  } catch (error) {
    if (!(error instanceof CommandError) || error.code === 1) log(`command ${name} failed`, error)
    return { body: { ...errorReply(error), ...times(services) } }
  }
}

const times = ({ store }: Services): Document => ({ operationTime: timestampOf(store.oplog.last) })

/** An error as MongoDB answers it. */
export function errorReply(error: unknown): Document {
  const known = error instanceof CommandError ? error : undefined
  const code = known?.code ?? 1
  const message = error instanceof Error ? error.message : String(error)
  return {
    ...(known && known.labels.length > 0 && { errorLabels: known.labels }),
    ok: 0,
    errmsg: message,
    code,
    codeName: codeNameOf(code),
    ...known?.extra,
  }
}

function contextOf(
  services: Services,
  { id, signIn }: Client,
  name: string,
  command: Command,
  { body, sequences }: Pick<Request, "body" | "sequences">,
): Context {
  const db = getOwn(body, "$db")
  if (typeof db !== "string" || !/^[^\0/\\. "$]{1,63}$/.test(db))
    throw new CommandError("InvalidNamespace", `Invalid database name: '${String(db)}'`)
  for (const [field, documents] of sequences) if (!hasOwn(body, field)) body[field] = documents
  checkConcerns(body, command)
  // Who has not signed in is given no memory for sessions.
  const session = signIn.isOpen && hasOwn(body, "lsid") ? services.sessions.use(body.lsid) : undefined
  const context: Context = {
    services,
    name,
    db,
    body,
    sequences,
    connectionId: id,
    signIn,
    session,
    txnNumber: txnNumberOf(body),
    txn: undefined,
    view: services.store.latest,
    deadline: new TimeLimit(services.now, limitOf(body, name), services.stopping),
    startedAt: new Date(services.now()),
  }
  if (hasOwn(body, "autocommit")) enterTransaction(context, command)
  else if (context.txnNumber !== undefined && !command.isRetryable)
    throw new CommandError(
      50768,
      `txnNumber may only be provided for multi-document transactions and retryable write commands. autocommit:false was not provided, and ${name} is not a retryable write command.`,
    )
  return context
}

function txnNumberOf(body: Document): bigint | undefined {
  const value = getOwn(body, "txnNumber")
  if (value === undefined) return undefined
  const number = toNumber(value)
  if (number === undefined) throw new CommandError("TypeMismatch", "txnNumber must be a number")
  if (!hasOwn(body, "lsid"))
    throw new CommandError("InvalidOptions", "Transaction number requires a session ID")
  return typeof value === "bigint" ? value : BigInt(number)
}

function enterTransaction(context: Context, command: Command): void {
  const { body, session, txnNumber, name, services } = context
  if (body.autocommit !== false || txnNumber === undefined || !session)
    throw new CommandError("InvalidOptions", "'autocommit' field must be false, with 'lsid' and 'txnNumber'")
  if (!command.inTransaction)
    throw new CommandError(
      "OperationNotSupportedInTransaction",
      `Cannot run '${name}' in a multi-document transaction.`,
    )
  if (isTransactionEnd(name)) return
  const transaction =
    body.startTransaction === true
      ? services.sessions.start(session, txnNumber)
      : services.sessions.continue(session, txnNumber)
  if (!transaction.view) throw new CommandError("InternalError", "transaction without a view")
  context.txn = transaction.view
  context.view = transaction.view
}

const isTransactionEnd = (name: string): boolean => /^(commit|abort)Transaction$/i.test(name)

/** An error in a transaction undoes all of it, as in MongoDB; so does a refused write. */
async function run(command: Command, context: Context): Promise<Reply> {
  if (!context.txn || !context.session) return await command.run(context)
  const { session, services } = context
  try {
    const reply = await command.run(context)
    if (hasOwn(reply.body, "writeErrors")) abort()
    return reply
  } catch (error) {
    abort()
    throw error
  }
  function abort(): void {
    if (session?.transaction?.view === context.txn && session) {
      services.sessions.abort(session)
      services.cursors.killWhere(
        (cursor) => cursor.session === session.key && cursor.txnNumber === context.txnNumber,
      )
    }
  }
}

/** A getMore's maxTimeMS is how long it waits for documents; the cursor has its own limit. */
function limitOf(body: Document, name: string): number {
  return name.toLowerCase() === "getmore" ? 0 : (numberField(body, "maxTimeMS") ?? 0)
}
