import { CommandError } from "../errors.ts"
import { type FailPoints } from "../fail-points/fail-points.ts"
import { ConnectionCut, failRetryableWrite } from "../fail-points/strike.ts"
import { type Cursors } from "../sessions/cursors.ts"
import { isAnswered, writeOnce } from "../sessions/retries.ts"
import { type Session, type Sessions } from "../sessions/sessions.ts"
import { type Snapshots } from "../sessions/snapshots.ts"
import { type SignIn } from "../sign-in/sign-in.ts"
import { type CollectionEntry } from "../storage/collection-entry.ts"
import { type Store } from "../storage/store.ts"
import { type TxnView } from "../storage/txn-view.ts"
import { type View } from "../storage/view.ts"
import { type Document } from "../values/bson-value.ts"
import { type TimeLimit } from "./deadline.ts"
import { type Reply } from "../wire/reply.ts"
import { refuseView } from "./views.ts"

/** What all commands share. */
export type Services = {
  store: Store
  cursors: Cursors
  sessions: Sessions
  snapshots: Snapshots
  /** The address clients reach this server at, as the handshake tells it. */
  address: string
  now: () => number
  startedAt: number
  connections: () => { current: number; created: number }
  stopping: AbortSignal
  failPoints: FailPoints
  /** Whether commands are offered that only tests need. */
  testCommands: boolean
}

/** Who is at the other end of a connection. */
export type Client = {
  readonly id: number
  /** What it calls itself in the handshake. */
  appName: string | undefined
  readonly signIn: SignIn
}

/** One command being run. */
export type Context = {
  services: Services
  name: string
  db: string
  body: Document
  /** Documents that keep their bytes, by field. */
  sequences: Map<string, Buffer[]>
  client: Client
  session: Session | undefined
  /** The number of a retryable write, or of the transaction. */
  txnNumber: bigint | undefined
  txn: TxnView | undefined
  /** What reads see: the transaction, a snapshot, or the latest state. */
  view: View
  /** The time of the snapshot that is read, outside transactions. */
  snapshotTime: bigint | undefined
  deadline: TimeLimit
  startedAt: Date
  /** Whether it reads a change stream; known once it has begun. */
  isChangeStream: boolean
}

export type Command = {
  run: (context: Context) => Promise<Reply> | Reply
  /** Fields it takes, besides those all commands take; any other is refused by name. */
  fields: readonly string[] | "any"
  /** Fields it knows but does not offer; refused when they ask for something. */
  refused?: readonly string[]
  /** May be sent in a transaction. */
  inTransaction?: boolean
  /** A repeated txnNumber is answered with the stored reply. */
  isRetryable?: boolean
  isWrite?: boolean
  /** Its statements may have collations, and follow the collection's. */
  collates?: boolean
  /** May be sent before signing in. */
  isOpenToAll?: boolean
  /** May read a snapshot outside a transaction: one of its own, or its cursor's. */
  readsSnapshots?: "own" | "cursor"
  /** Refused on any other database. */
  isAdminOnly?: boolean
  /** Unknown where test commands are not enabled. */
  isForTests?: boolean
}

/** The two commands that end a transaction. */
export const isTransactionEnd = (name: string): boolean => /^(commit|abort)Transaction$/i.test(name)

/**
 * Runs a write: in the transaction, or by itself and on disk when this resolves, once per txnNumber.
 * @param statements how many there are in it.
 */
export async function runWrite(
  { services: { store, failPoints, testCommands }, txn, session, txnNumber }: Context,
  statements: number,
  action: (view: View) => Document,
): Promise<Document> {
  if (txn) return action(txn)
  if (!session || txnNumber === undefined) return store.write(action)
  const isNew = testCommands && !isAnswered(store.latest, session.key, txnNumber)
  const lost = isNew ? failRetryableWrite(failPoints, statements) : undefined
  if (lost === "write") throw new ConnectionCut("cut before the write")
  const reply = await store.write((view) => writeOnce(view, session.key, txnNumber, () => action(view)))
  if (lost === "answer") throw new ConnectionCut("cut after the write")
  return reply
}

/** The namespace a command's first field names. */
export function namespaceOf({ db, body }: Context, field = Object.keys(body)[0] ?? ""): string {
  const collection = body[field]
  if (typeof collection !== "string")
    throw new CommandError("InvalidNamespace", `collection name has invalid type ${typeof collection}`)
  return checkNamespace(`${db}.${collection}`)
}

/** @throws CommandError 73 for a name MongoDB does not allow. */
export function checkNamespace(ns: string): string {
  const dot = ns.indexOf(".")
  const collection = ns.slice(dot + 1)
  if (dot <= 0 || collection === "" || collection.startsWith(".") || collection.includes("\0"))
    throw new CommandError("InvalidNamespace", `Invalid namespace specified '${ns}'`)
  if (Buffer.byteLength(ns) > 255)
    throw new CommandError(
      "InvalidNamespace",
      `Fully qualified namespace is too long. Namespace: ${ns} Max: 255`,
    )
  return ns
}

/** @throws CommandError 73 for a name that cannot be written to. */
export function checkWritable(ns: string): string {
  const collection = ns.slice(ns.indexOf(".") + 1)
  if (collection.includes("$") || collection.startsWith("system."))
    throw new CommandError("InvalidNamespace", `cannot write to '${ns}'`)
  return ns
}

/**
 * The namespace a write is for.
 * @throws CommandError 166 when it is a view, 263 when a transaction cannot write to it.
 */
export function writableNamespace(context: Context): string {
  const { store } = context.services
  const ns = checkWritable(namespaceOf(context))
  refuseView(store, ns)
  const { capped, timeseries } = store.catalog.get(ns)?.options ?? {}
  if (context.txn && (capped === true || timeseries))
    throw new CommandError(
      "OperationNotSupportedInTransaction",
      `Collection '${ns}' is a ${timeseries ? "time-series" : "capped"} collection. Writes in transactions are not allowed on it.`,
    )
  return ns
}

/** Makes a missing collection in the transaction, before the write that needs it. */
export async function ensureBeforeTransaction(
  { services: { store }, txn }: Context,
  ns: string,
): Promise<void> {
  if (!txn || txn.collection(ns)) return
  // A collection takes two keyspaces: one for its documents, one for its _id index.
  const takeKeyspace = await store.reserveKeyspaces(2)
  // A command sent beside this one may have been quicker.
  if (!txn.collection(ns)) txn.makeCollection(ns, takeKeyspace)
}

/** The collection to write to, made when it is missing; only inside a write. */
export function writableAt(context: Context, ns: string): CollectionEntry {
  return collectionAt(context, ns) ?? context.services.store.ensureCollection(ns)
}

/** The collection or undefined; a missing one reads as empty. */
export function collectionAt({ view }: Context, ns: string): CollectionEntry | undefined {
  return view.collection(ns)
}
