import { randomBytes } from "node:crypto"
import type { AppContext } from "../../context.ts"
import { hashPassword } from "./passwords.ts"

/**
 * Makes the first administrator where there is none.
 * @param password null: one is made up
 * @returns what to tell the operator, once; null when an administrator was already there
 */
export async function ensureFirstAdmin(
  deps: Pick<AppContext, "people" | "now">,
  { email, password }: { email: string; password: string | null },
): Promise<{ email: string; password: string | null } | null> {
  if ((await deps.people.activeAdmins()) > 0) return null
  const madeUp = password === null ? randomBytes(12).toString("base64url") : null
  const admin = await deps.people.insert({
    email,
    name: "Administration",
    role: "admin",
    departments: [],
    locale: "fr",
    active: true,
    passwordHash: await hashPassword(password ?? madeUp ?? ""),
    createdAt: deps.now(),
  })
  return admin && { email, password: madeUp }
}
