import { Binary } from "bson"
import { mechanism, userDatabase, type Step } from "../sign-in/sign-in.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type Reply } from "../wire/reply.ts"
import { type Client, type Command, type Context } from "./command.ts"
import { wrongType } from "./fields.ts"

function saslStart({ client, body, db }: Context): Reply {
  return { body: shown(startWith(client.signIn, body, db)) }
}

function startWith(signIn: Client["signIn"], body: Document, db: string): Step {
  const options = getOwn(body, "options")
  return signIn.start({
    mechanism: getOwn(body, "mechanism"),
    db,
    payload: payloadOf(body),
    skipsEmptyExchange: isDocument(options) && getOwn(options, "skipEmptyExchange") === true,
  })
}

async function saslContinue({ client, body }: Context): Promise<Reply> {
  const id = toNumber(getOwn(body, "conversationId"))
  return { body: shown(await client.signIn.continue(id, payloadOf(body))) }
}

function payloadOf(body: Document): Buffer {
  const payload = getOwn(body, "payload")
  if (!(payload instanceof Binary)) throw wrongType("payload", payload, "binData")
  return Buffer.from(payload.value())
}

const shown = ({ conversationId, done, payload }: Step): Document => ({
  conversationId,
  done,
  payload: new Binary(payload),
})

/**
 * The handshake's part in signing in: it may carry the first message, and ask how a user can sign in.
 * What is wrong with a message sent ahead is passed over; the client sends it again and is told.
 * The mechanisms are the same for every name, so that names cannot be probed.
 */
export function signInAtHandshake({ client, body }: Context): Document {
  const ahead = getOwn(body, "speculativeAuthenticate")
  const asked = typeof getOwn(body, "saslSupportedMechs") === "string"
  return {
    ...(asked && { saslSupportedMechs: [mechanism] }),
    ...(isDocument(ahead) && startAhead(client.signIn, ahead)),
  }
}

function startAhead(signIn: Client["signIn"], ahead: Document): Document {
  const db = getOwn(ahead, "db")
  try {
    return { speculativeAuthenticate: shown(startWith(signIn, ahead, typeof db === "string" ? db : "")) }
  } catch {
    return {}
  }
}

function connectionStatus({ client }: Context): Reply {
  const { user } = client.signIn
  const users = user === undefined ? [] : [{ user, db: userDatabase }]
  const roles = users.map(() => ({ role: "root", db: userDatabase }))
  return { body: { authInfo: { authenticatedUsers: users, authenticatedUserRoles: roles } } }
}

function logout({ client }: Context): Reply {
  client.signIn.leave()
  return { body: {} }
}

const open = { isOpenToAll: true } as const

export const signInCommands: Record<string, Command> = {
  saslStart: {
    run: saslStart,
    fields: ["mechanism", "payload", "options", "autoAuthorize"],
    ...open,
  },
  saslContinue: { run: saslContinue, fields: ["conversationId", "payload"], ...open },
  connectionStatus: { run: connectionStatus, fields: ["showPrivileges"], ...open },
  logout: { run: logout, fields: [], ...open },
}
