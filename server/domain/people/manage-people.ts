import type { CreatePerson, Locale, Person, UpdatePerson } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { hashPassword } from "./passwords.ts"

type Deps = Pick<AppContext, "people" | "sessions" | "now" | "transaction">

function onlyAdmins(actor: Person): void {
  if (actor.role !== "admin") throw new AppError("forbidden")
}

/** @throws AppError forbidden, email_taken */
export async function createPerson(deps: Deps, actor: Person, input: CreatePerson): Promise<Person> {
  onlyAdmins(actor)
  const { password, ...rest } = input
  const person = await deps.people.insert({
    ...rest,
    locale: actor.locale,
    active: true,
    passwordHash: await hashPassword(password),
    createdAt: deps.now(),
  })
  if (!person) throw new AppError("email_taken")
  return person
}

/**
 * Changes what a person may do, and ends their sessions: nobody keeps working with yesterday's rights.
 * @throws AppError forbidden, not_found, last_admin
 */
export async function updatePerson(
  deps: Deps,
  actor: Person,
  personId: string,
  input: UpdatePerson,
): Promise<Person> {
  onlyAdmins(actor)
  const { password, ...change } = input
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  return deps.transaction(async () => {
    const person = await deps.people.change(personId, { ...change, ...(passwordHash && { passwordHash }) })
    if (!person) throw new AppError("not_found")
    if ((await deps.people.activeAdmins()) === 0) throw new AppError("last_admin")
    if (personId !== actor.id || passwordHash) await deps.sessions.removeAllOf(personId)
    return person
  })
}

/** Everybody chooses their own language. */
export async function setLocale(
  { people }: Pick<AppContext, "people">,
  actor: Person,
  locale: Locale,
): Promise<void> {
  await people.change(actor.id, { locale })
}
