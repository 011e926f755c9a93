import { createHash } from "node:crypto"
import { Binary } from "bson"
import { keyOf, type Session } from "../sessions/sessions.ts"
import { getOwn, hasOwn, isDocument, type Document } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { type Command, type Context } from "./command.ts"
import { documentsField, wrongType } from "./fields.ts"

/** The owner MongoDB gives the sessions of clients that have not signed in: the digest of no name. */
export const nobody = new Binary(createHash("sha256").digest())

/** The sessions named, or all of them when none is. */
function killSessions({ body, services }: Context): Reply {
  const lsids = documentsField(body, "killSessions")
  if (!lsids) throw wrongType("killSessions", body.killSessions, "array")
  const keys = new Set(lsids.map(keyOf))
  return kill(services.sessions.list(), services, ({ key }) => lsids.length === 0 || keys.has(key))
}

/** All sessions, or those of the users named: nobody has signed in, so a named user has none. */
function killAllSessions({ body, services }: Context): Reply {
  const users = documentsField(body, "killAllSessions")
  if (!users) throw wrongType("killAllSessions", body.killAllSessions, "array")
  return kill(services.sessions.list(), services, () => users.length === 0)
}

function killAllSessionsByPattern({ body, services }: Context): Reply {
  const patterns = documentsField(body, "killAllSessionsByPattern")
  if (!patterns) throw wrongType("killAllSessionsByPattern", body.killAllSessionsByPattern, "array")
  const isMatch = (session: Session): boolean =>
    patterns.length === 0 || patterns.some((pattern) => matches(pattern, session))
  return kill(services.sessions.list(), services, isMatch)
}

function matches(pattern: Document, { key }: Session): boolean {
  const lsid = getOwn(pattern, "lsid")
  if (lsid !== undefined && keyOf(lsid) !== key) return false
  const owners = [getOwn(pattern, "uid"), isDocument(lsid) ? getOwn(lsid, "uid") : undefined]
  if (!owners.every((owner) => owner === undefined || isNobody(owner))) return false
  return !hasOwn(pattern, "users") && !hasOwn(pattern, "roles")
}

const isNobody = (owner: unknown): boolean =>
  owner instanceof Binary && Buffer.from(owner.value()).equals(Buffer.from(nobody.value()))

function kill(
  sessions: Session[],
  services: Context["services"],
  isChosen: (session: Session) => boolean,
): Reply {
  for (const session of sessions) if (isChosen(session)) services.sessions.kill(session)
  return { body: {} }
}

export const killSessionCommands: Record<string, Command> = {
  killSessions: { run: killSessions, fields: [] },
  killAllSessions: { run: killAllSessions, fields: [] },
  killAllSessionsByPattern: { run: killAllSessionsByPattern, fields: [] },
}
