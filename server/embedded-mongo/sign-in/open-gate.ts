import { type Store } from "../storage/store.ts"
import { deriveCredentials, isPasswordOf, type Credentials } from "./credentials.ts"

/**
 * Who may use a port: whoever knows this password (it is kept, as derived keys, for later starts),
 * whoever knows the one set earlier, or every user of this machine.
 */
export type PortAuth = { user?: string; password: string } | "stored" | false

/** A folder whose user has no password yet. */
export class NoPasswordSet extends Error {
  override name = "NoPasswordSet"
}

/** The user's name where none is given. */
export const defaultUser = "admin"

/**
 * The credentials a port is opened with; a new password is on disk when this resolves.
 * @throws NoPasswordSet when none was ever set; Error when the given one cannot be used.
 */
export async function credentialsFor(store: Store, auth: PortAuth): Promise<Credentials | undefined> {
  const stored = store.credentials
  if (auth === false) return stored
  if (auth === "stored") {
    if (!stored) throw new NoPasswordSet("no password was set for this folder yet")
    return stored
  }
  const { user = defaultUser, password } = auth
  if (user === "") throw new Error("the user has no name")
  if (stored && isPasswordOf(stored, user, password)) return stored
  const credentials = deriveCredentials(user, password)
  await store.saveCredentials(credentials)
  return credentials
}
