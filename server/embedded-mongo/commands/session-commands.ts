import { UUID } from "bson"
import { type Reply } from "../wire/reply.ts"
import { CommandError } from "../errors.ts"
import { getOwn } from "../values/bson-value.ts"
import { type Command, type Context } from "./command.ts"
import { writeConcernError } from "./concerns.ts"
import { wrongType } from "./fields.ts"

function startSession({ services }: Context): Reply {
  const id = { id: new UUID() }
  services.sessions.use(id)
  return { body: { id, timeoutMinutes: 30 } }
}

function eachSession({ body }: Context, name: string, action: (lsid: unknown) => void): Reply {
  const all = getOwn(body, name)
  if (!Array.isArray(all)) throw wrongType(name, all, "array")
  for (const lsid of all as unknown[]) action(lsid)
  return { body: {} }
}

async function commitTransaction(context: Context): Promise<Reply> {
  const { session, txnNumber, services, body } = context
  if (!session || txnNumber === undefined) throw outside("commitTransaction")
  closeCursors(context)
  await services.sessions.commit(session, txnNumber)
  const concern = writeConcernError(body)
  return { body: { ...(concern && { writeConcernError: concern }) } }
}

function abortTransaction(context: Context): Reply {
  const { session, txnNumber, services } = context
  if (!session || txnNumber === undefined) throw outside("abortTransaction")
  services.sessions.continue(session, txnNumber)
  closeCursors(context)
  services.sessions.abort(session)
  return { body: {} }
}

/** A transaction's cursors read its snapshot, which ends with it. */
function closeCursors({ services, session, txnNumber }: Context): void {
  services.cursors.killWhere(
    (cursor) =>
      cursor.txnNumber !== undefined && cursor.txnNumber === txnNumber && cursor.session === session?.key,
  )
}

function outside(name: string): CommandError {
  return new CommandError("InvalidOptions", `${name} must be run within a transaction`)
}

const end: Command = {
  run: (context) =>
    // Drivers send it as they leave, signed in or not; only who is signed in has sessions.
    eachSession(
      context,
      "endSessions",
      (lsid) => context.client.signIn.isOpen && context.services.sessions.end(lsid),
    ),
  fields: [],
  isOpenToAll: true,
}
const inTransaction = { inTransaction: true, isRetryable: true, isWrite: true, isAdminOnly: true } as const

export const sessionCommands: Record<string, Command> = {
  startSession: { run: startSession, fields: [] },
  endSessions: end,
  refreshSessions: {
    run: (context) =>
      eachSession(context, "refreshSessions", (lsid) => void context.services.sessions.use(lsid)),
    fields: [],
  },
  commitTransaction: { run: commitTransaction, fields: ["recoveryToken"], ...inTransaction },
  abortTransaction: { run: abortTransaction, fields: ["recoveryToken"], ...inTransaction },
}
