import { hash, verify } from "@node-rs/argon2"

/** The library's enum is declared, not compiled: 2 is argon2id. */
const ARGON2ID = 2

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS)

/** Costs the same when there is no such person, so that timing tells nobody who has an account. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobodysHash()), password)
  return passwordHash !== null && matches
}

let nobody: Promise<string> | undefined
const nobodysHash = (): Promise<string> => (nobody ??= hashPassword("nobody has this password"))
