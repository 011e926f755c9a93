import { createHash, randomBytes, timingSafeEqual } from "node:crypto"
import { CommandError } from "../errors.ts"
import { hmac, type Credentials } from "./credentials.ts"

/** The client's first message, as RFC 5802 (5, 7) gives it. */
export type ClientFirst = { user: string; nonce: string; bare: string }

/** One exchange after the server's first message. */
export type Exchange = {
  credentials: Credentials
  nonce: string
  clientFirstBare: string
  serverFirst: string
}

/** RFC 5802's printable characters without the comma; long ones serve nobody. */
const nonceForm = /^[\x21-\x2b\x2d-\x7e]{8,256}$/

/** @throws CommandError 17 for anything that is not a client's first message without channel binding. */
export function parseClientFirst(message: string): ClientFirst {
  // "y" says the client could bind to a channel and thinks the server cannot: it is right.
  const match = /^[ny],(a=[^,]*)?,(n=([^,]+),r=([^,]+)(,.*)?)$/s.exec(message)
  const [, asOther, bare = "", name = "", nonce = "", extensions] = match ?? []
  if (!match || extensions !== undefined || !nonceForm.test(nonce)) throw malformed()
  if (asOther !== undefined && asOther !== `a=${name}`) throw malformed()
  if (/=(?!2C|3D)/.test(name)) throw malformed()
  return { user: name.replaceAll("=2C", ",").replaceAll("=3D", "="), nonce, bare }
}

/** Answers the client's first message with a nonce, the salt and the iteration count. */
export function beginExchange({ nonce, bare }: ClientFirst, credentials: Credentials): Exchange {
  const whole = nonce + randomBytes(24).toString("base64")
  const { salt, iterations } = credentials
  return {
    credentials,
    nonce: whole,
    clientFirstBare: bare,
    serverFirst: `r=${whole},s=${salt.toString("base64")},i=${iterations}`,
  }
}

/**
 * Checks the client's proof.
 * @returns the server's own proof, or undefined when the password is wrong.
 * @throws CommandError 17 for anything that is not the final message of this exchange.
 */
export function finishExchange(exchange: Exchange, message: string): string | undefined {
  const { credentials, nonce, clientFirstBare, serverFirst } = exchange
  const match = /^(c=([^,]+),r=([^,]+)),p=([A-Za-z0-9+/]{43}=)$/.exec(message)
  const [, withoutProof = "", binding, sentNonce = "", proof = ""] = match ?? []
  // The header "n,," or "y,," again: it is signed, so nobody on the way can have changed it.
  if (!match || (binding !== "biws" && binding !== "eSws")) throw malformed()
  if (!sameText(sentNonce, nonce)) throw malformed()
  const signed = `${clientFirstBare},${serverFirst},${withoutProof}`
  const signature = hmac(credentials.storedKey, signed)
  const clientKey = xor(Buffer.from(proof, "base64"), signature)
  const isRight = timingSafeEqual(createHash("sha256").update(clientKey).digest(), credentials.storedKey)
  return isRight ? `v=${hmac(credentials.serverKey, signed).toString("base64")}` : undefined
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)))

const malformed = (): CommandError => new CommandError("ProtocolError", "Malformed SCRAM message")
