import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { StartError } from "./start-error.ts"

/**
 * Closes what the database must not hold in clear: the tokens of accounts, a caller's number. `subject` says what the
 * text belongs to; a box moved to another subject does not open.
 */
export type SecretBox = {
  seal: (text: string, subject: string) => string
  /** @throws Error when it was sealed by another key, for another subject, or was changed */
  open: (sealed: string, subject: string) => string
  /**
   * What a text is found again by without being kept: the same for the same text and subject, and, without the
   * secret, nothing to try guesses against.
   */
  fingerprint: (text: string, subject: string) => string
}

const VERSION = "v1"
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_FILE = "secret.key"

/**
 * AES-256-GCM (NIST SP 800-38D), and HMAC-SHA-256 for fingerprints, under keys made of `secret`, which must be long
 * and random.
 */
export function createSecretBox(secret: string): SecretBox {
  const key = createHash("sha256").update(`parvis secret box\n${secret}`).digest()
  const fingerprintKey = createHash("sha256").update(`parvis fingerprint\n${secret}`).digest()
  return {
    seal(text, subject) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(subject))
      const closed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString("base64url")}`
    },
    open(sealed, subject) {
      const [version, body = ""] = sealed.split(".")
      const bytes = Buffer.from(body, "base64url")
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error("not a sealed text")
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(subject))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const closed = bytes.subarray(NONCE_BYTES + TAG_BYTES)
      return Buffer.concat([decipher.update(closed), decipher.final()]).toString("utf8")
    },
    fingerprint: (text, subject) =>
      createHmac("sha256", fingerprintKey).update(`${subject}\n${text}`).digest("base64url"),
  }
}

/**
 * The secret that was configured, or one of this data folder's own, made at the first start.
 * @throws StartError when the folder's secret cannot be read or written
 */
export function secretOf(configured: string | null, dataDir: string): string {
  if (configured !== null) return configured
  const file = join(dataDir, KEY_FILE)
  try {
    // "wx": of two processes that start together one makes it, and both read that one.
    writeFileSync(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw unusable(file, error)
  }
  const secret = readFileSync(file, "utf8").trim()
  if (secret.length < 32) throw unusable(file, new Error("it is empty or was cut"))
  return secret
}

function unusable(file: string, error: unknown): StartError {
  const why = error instanceof Error ? error.message : String(error)
  return new StartError(`The secret in ${file} cannot be used (${why}): restore it, or set PARVIS_SECRET.`, {
    cause: error,
  })
}
