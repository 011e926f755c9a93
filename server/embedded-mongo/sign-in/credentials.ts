import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto"
import { preparePassword } from "./password.ts"

/** What the server keeps of a password: enough to check it, not enough to sign in with. */
export type Credentials = {
  user: string
  salt: Buffer
  iterations: number
  storedKey: Buffer
  serverKey: Buffer
  /** Makes up the salts of users that do not exist, the same ones at every start. */
  decoySecret: Buffer
}

/** MongoDB's default of scramSHA256IterationCount, and its length of salt. */
const defaultIterations = 15_000
const saltBytes = 28

/**
 * Derives what is stored of a password (RFC 5802, 3).
 * @throws Error for a password that SASLprep forbids.
 */
export function deriveCredentials(user: string, password: string): Credentials {
  const decoySecret = randomBytes(32)
  return deriveWith(
    { user, salt: randomBytes(saltBytes), iterations: defaultIterations, decoySecret },
    password,
  )
}

function deriveWith(
  known: Pick<Credentials, "user" | "salt" | "iterations" | "decoySecret">,
  password: string,
): Credentials {
  const salted = pbkdf2Sync(preparePassword(password), known.salt, known.iterations, 32, "sha256")
  const storedKey = createHash("sha256").update(hmac(salted, "Client Key")).digest()
  return { ...known, storedKey, serverKey: hmac(salted, "Server Key") }
}

/** True when the credentials are of that user and password. */
export function isPasswordOf(credentials: Credentials, user: string, password: string): boolean {
  const { storedKey } = deriveWith(credentials, password)
  return credentials.user === user && timingSafeEqual(storedKey, credentials.storedKey)
}

/**
 * Credentials that look like anyone's and that no password fits: the exchange with an unknown user runs
 * to its end, so that names cannot be told apart.
 */
export function decoyFor(name: string, secret: Buffer): Credentials {
  return {
    user: name,
    salt: hmac(secret, name).subarray(0, saltBytes),
    iterations: defaultIterations,
    storedKey: randomBytes(32),
    serverKey: randomBytes(32),
    decoySecret: secret,
  }
}

export const hmac = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest()
