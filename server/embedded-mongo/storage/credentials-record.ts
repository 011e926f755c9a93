import { Binary } from "bson"
import { type Credentials } from "../sign-in/credentials.ts"
import { deserializeDocument, serializeDocument } from "../values/bson-value.ts"
import { type Database } from "./environment.ts"
import { catalogKey } from "./keys.ts"

const bufferFields = ["salt", "storedKey", "serverKey", "decoySecret"] as const

type StoredCredentials = { user: string; iterations: number } & Record<(typeof bufferFields)[number], Binary>

const key = catalogKey("a")

/** The user of this folder, or undefined when no password was ever set. */
export function readCredentials(db: Database): Credentials | undefined {
  const bytes = db.get(key)
  if (!bytes) return undefined
  const { user, iterations, ...stored } = deserializeDocument(bytes) as StoredCredentials
  const bytesOf = (field: (typeof bufferFields)[number]): Buffer => Buffer.from(stored[field].value())
  return {
    user,
    iterations,
    salt: bytesOf("salt"),
    storedKey: bytesOf("storedKey"),
    serverKey: bytesOf("serverKey"),
    decoySecret: bytesOf("decoySecret"),
  }
}

/** Keeps the user; only inside a write. */
export function putCredentials(db: Database, { user, iterations, ...rest }: Credentials): void {
  const stored = Object.fromEntries(bufferFields.map((field) => [field, new Binary(rest[field])]))
  db.putSync(key, Buffer.from(serializeDocument({ user, iterations, ...stored })))
}
