import { under } from "../collation/string-order.ts"
import { Binary, Timestamp } from "bson"
import { codeNameOf, CommandError } from "../errors.ts"
import { ConnectionCut, failCommand, failWriteConcern, PlannedError } from "../fail-points/strike.ts"
import { getOwn, hasOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { timestampOf } from "../storage/oplog.ts"
import { type Reply } from "../wire/reply.ts"
import { type Request } from "../wire/message.ts"
import { isTransactionEnd, type Client, type Command, type Context, type Services } from "./command.ts"
import { orderFor } from "./collated.ts"
import { TimeLimit } from "./deadline.ts"
import { opensChangeStream } from "./change-stream.ts"
import { changeStreamLabels, errorLabels } from "./error-labels.ts"
import { checkFields, numberField } from "./fields.ts"
import { checkConcerns } from "./concerns.ts"
import { findCommand } from "./registry.ts"
import { checkStableApi } from "./stable-api.ts"

/**
 * Runs a command and gives its answer; whatever goes wrong becomes an answer too.
 * @throws ConnectionCut when a test has asked for the connection to end instead.
 */
export async function dispatch(
  services: Services,
  client: Client,
  request: Pick<Request, "body" | "sequences" | "refusal">,
  log: (message: string, error: unknown) => void,
): Promise<Reply> {
  const { body } = request
  const name = Object.keys(body)[0] ?? ""
  let context: Context | undefined
  try {
    if (request.refusal) throw request.refusal
    const command = commandOf(services, client, name, body)
    client.appName ??= appNameOf(body)
    const struck = { name, appName: client.appName, ns: `${String(body.$db)}.${String(body[name])}` }
    if (services.testCommands) await failCommand(services.failPoints, struck, services.stopping)
    context = contextOf(services, client, name, command, request)
    const reply = withSnapshotTime(await run(command, context), context)
    const planned =
      services.testCommands && command.isWrite ? failWriteConcern(services.failPoints, struck) : undefined
    if (planned) reply.body.writeConcernError = planned.error
    return {
      ...reply,
      body: { ok: 1, ...reply.body, ...concernLabels(name, body, reply, planned), ...times(services) },
    }
  } catch (error) {
    if (error instanceof ConnectionCut) throw error
    if (!(error instanceof CommandError) || error.code === 1) log(`command ${name} failed`, error)
    const labels = labelsFor(name, body, error, context)
    return { body: { ...withLabels(labels), ...errorReply(error), ...times(services) } }
  }
}

function withSnapshotTime(reply: Reply, { snapshotTime }: Context): Reply {
  if (snapshotTime === undefined) return reply
  const atClusterTime = timestampOf(snapshotTime)
  return reply.batch
    ? { ...reply, batch: { ...reply.batch, atClusterTime } }
    : { ...reply, body: { ...reply.body, atClusterTime } }
}

/** What the answers of a replica set's member end with; nobody checks the signature where nobody signs in. */
function times({ store }: Services): Document {
  const operationTime = timestampOf(store.oplog.last)
  return { operationTime, $clusterTime: { clusterTime: operationTime, signature } }
}

const signature = { hash: new Binary(Buffer.alloc(20)), keyId: 0n }

const withLabels = (labels: string[]): Document => (labels.length > 0 ? { errorLabels: labels } : {})

function labelsFor(name: string, body: Document, error: unknown, context: Context | undefined): string[] {
  if (!(error instanceof CommandError)) return []
  if (error instanceof PlannedError && error.labels) return error.labels
  const labels = errorLabels(name, body, error.code, context ? "during" : "before")
  const isChangeStream = context ? context.isChangeStream : opensChangeStream(body)
  return [...labels, ...(isChangeStream ? changeStreamLabels(error.code) : [])]
}

function concernLabels(
  name: string,
  body: Document,
  reply: Reply,
  planned: { labels: string[] | undefined } | undefined,
): Document {
  const concern = getOwn(reply.body, "writeConcernError")
  const code = isDocument(concern) ? toNumber(concern.code) : undefined
  if (code === undefined) return {}
  return withLabels(planned?.labels ?? errorLabels(name, body, code, "concern"))
}

/** @throws CommandError 59 for an unknown command, 13 before sign-in or on the wrong database, or for a wrong field. */
function commandOf(services: Services, client: Client, name: string, body: Document): Command {
  const command = findCommand(name)
  if (!command || (command.isForTests === true && !services.testCommands))
    throw new CommandError("CommandNotFound", `no such command: '${name}'`)
  if (!command.isOpenToAll && !client.signIn.isOpen)
    throw new CommandError("Unauthorized", `command ${name} requires authentication`)
  if (command.isAdminOnly === true && body.$db !== "admin")
    throw new CommandError("Unauthorized", `${name} may only be run against the admin database.`)
  checkStableApi(name, body)
  checkFields(name, body, command)
  return command
}

/** What a driver calls itself in the first command of a connection. */
function appNameOf(body: Document): string | undefined {
  const client = getOwn(body, "client")
  const application = isDocument(client) ? getOwn(client, "application") : undefined
  const name = isDocument(application) ? getOwn(application, "name") : undefined
  return typeof name === "string" ? name : undefined
}

/** An error as MongoDB answers it. */
export function errorReply(error: unknown): Document {
  const known = error instanceof CommandError ? error : undefined
  const code = known?.code ?? 1
  const message = error instanceof Error ? error.message : String(error)
  return {
    ok: 0,
    errmsg: message,
    code,
    codeName: codeNameOf(code),
    ...known?.extra,
  }
}

function contextOf(
  services: Services,
  client: Client,
  name: string,
  command: Command,
  { body, sequences }: Pick<Request, "body" | "sequences">,
): Context {
  const db = getOwn(body, "$db")
  if (typeof db !== "string" || !/^[^\0/\\. "$]{1,63}$/.test(db))
    throw new CommandError("InvalidNamespace", `Invalid database name: '${String(db)}'`)
  for (const [field, documents] of sequences) if (!hasOwn(body, field)) body[field] = documents
  checkConcerns(name, body, command)
  // Who has not signed in is given no memory for sessions.
  const session = client.signIn.isOpen && hasOwn(body, "lsid") ? services.sessions.use(body.lsid) : undefined
  const context: Context = {
    services,
    name,
    db,
    body,
    sequences,
    client,
    session,
    txnNumber: txnNumberOf(body),
    txn: undefined,
    view: services.store.latest,
    snapshotTime: undefined,
    deadline: new TimeLimit(services.now, limitOf(body, name), services.stopping),
    startedAt: new Date(services.now()),
    isChangeStream: false,
  }
  if (hasOwn(body, "autocommit")) enterTransaction(context, command)
  else if (command.readsSnapshots === "own") enterSnapshot(context)
  if (!hasOwn(body, "autocommit") && context.txnNumber !== undefined)
    checkRetryable(context, context.txnNumber, command)
  return context
}

function checkRetryable({ name, session, services }: Context, txnNumber: bigint, command: Command): void {
  if (!command.isRetryable)
    throw new CommandError(
      50768,
      `txnNumber may only be provided for multi-document transactions and retryable write commands. autocommit:false was not provided, and ${name} is not a retryable write command.`,
    )
  if (session) services.sessions.outgrow(session, txnNumber)
}

/** A read at level `snapshot` sees the time it names, or the latest, which its answer then names. */
function enterSnapshot(context: Context): void {
  const read = getOwn(context.body, "readConcern")
  if (!isDocument(read) || read.level !== "snapshot") return
  const at = getOwn(read, "atClusterTime")
  if (at !== undefined && !(at instanceof Timestamp))
    throw new CommandError("TypeMismatch", "readConcern.atClusterTime must be a timestamp")
  const { time, view } = context.services.snapshots.at(at?.toBigInt())
  context.snapshotTime = time
  context.view = view
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

/** An error in a transaction undoes all of it, as in MongoDB; so does a refused write. */
async function run(command: Command, context: Context): Promise<Reply> {
  const order = orderFor(context, command)
  const runIt = (): Promise<Reply> | Reply => under(order, () => command.run(context))
  if (!context.txn || !context.session) return await runIt()
  const { session, services } = context
  try {
    const reply = await runIt()
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
