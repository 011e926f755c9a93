import { isAbsolute } from "node:path"
import { CommandError } from "../errors.ts"
import { type Reply } from "../wire/reply.ts"
import { type Command, type Context } from "./command.ts"
import { wrongType } from "./fields.ts"

/**
 * This server's own command, `{ backup: 1, to: "/new/folder" }` on `admin`: copies the documents of one
 * moment. It writes files as the server's user, so whoever is let in without proof may not use it.
 */
async function backup({ db, body, services, client }: Context): Promise<Reply> {
  if (db !== "admin")
    throw new CommandError("Unauthorized", "backup may only be run against the admin database.")
  if (!client.signIn.isTrusted)
    throw new CommandError("Unauthorized", "backup needs a socket, or a port with sign-in")
  const { to } = body
  if (typeof to !== "string") throw wrongType("to", to, "string")
  if (!isAbsolute(to)) throw new CommandError("BadValue", "backup takes the full path of a folder")
  try {
    await services.store.backUp(to)
  } catch (error) {
    throw new CommandError("OperationFailed", error instanceof Error ? error.message : String(error))
  }
  return { body: {} }
}

export const backupCommands: Record<string, Command> = { backup: { run: backup, fields: ["to"] } }
