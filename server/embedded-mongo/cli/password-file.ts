import { randomBytes } from "node:crypto"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** Where a password that was made up at the first start is to be found. */
export const generatedPasswordFile = (dir: string): string => join(dir, "password")

/** Makes a password and writes it where only the folder's owner can read it. */
export function generatePassword(dir: string): string {
  const password = randomBytes(24).toString("base64url")
  const path = generatedPasswordFile(dir)
  // Written anew: an older file's mode would stay.
  rmSync(path, { force: true })
  writeFileSync(path, `${password}\n`, { mode: 0o600, flag: "wx" })
  return password
}

/** The first line of a file. */
export function readPassword(path: string): string {
  const [password = ""] = readFileSync(path, "utf8").split(/\r?\n/)
  if (password === "") throw new Error(`${path} has no password in its first line`)
  return password
}
