import { createHash, randomBytes } from "node:crypto"
import type { Person, SignIn } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { passwordMatches } from "./passwords.ts"

const SESSION_HOURS = 12

/** The row's id for a token: what is stored opens nothing if the database leaks. */
export const sessionIdOf = (token: string): string => createHash("sha256").update(token).digest("base64url")

/**
 * Opens a session of twelve hours: one working day.
 * @returns the token for the cookie: 256 random bits, known to nobody else
 * @throws AppError wrong_credentials
 */
export async function signIn(
  deps: Pick<AppContext, "people" | "sessions" | "now">,
  { email, password }: SignIn,
): Promise<{ token: string; person: Person; expiresAt: Date }> {
  const found = await deps.people.findCredentials(email)
  const matches = await passwordMatches(found?.passwordHash ?? null, password)
  if (!found || !matches || !found.person.active) throw new AppError("wrong_credentials")
  const token = randomBytes(32).toString("base64url")
  const createdAt = deps.now()
  const expiresAt = new Date(createdAt.getTime() + SESSION_HOURS * 3_600_000)
  await deps.sessions.insert(sessionIdOf(token), found.person.id, createdAt, expiresAt)
  return { token, person: found.person, expiresAt }
}

/** Ends a session everywhere: its sockets close within moments. */
export const signOut = ({ sessions }: Pick<AppContext, "sessions">, token: string): Promise<void> =>
  sessions.remove(sessionIdOf(token))

/** Who a token belongs to, while its session lasts and the person is active; null otherwise. */
export async function personOfToken(
  deps: Pick<AppContext, "people" | "sessions" | "now">,
  token: string,
): Promise<Person | null> {
  const personId = await deps.sessions.personOf(sessionIdOf(token), deps.now())
  const person = personId === null ? null : await deps.people.find(personId)
  return person?.active ? person : null
}
