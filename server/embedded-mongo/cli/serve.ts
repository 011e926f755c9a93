import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { type Listen } from "../listen.ts"
import { startServer, type RunningServer } from "../server.ts"
import { defaultUser, NoPasswordSet, type PortAuth } from "../sign-in/open-gate.ts"
import { generatedPasswordFile, generatePassword, readPassword } from "./password-file.ts"

const usage = `Usage: npm run embedded-mongo -- --dir FOLDER [--socket PATH | --port PORT]
       npm run embedded-mongo -- COMMAND --dir FOLDER ...

  --dir FOLDER          where the documents are kept; made when it is missing
  --socket PATH         listen on a Unix socket, in a folder open to its owner only; whoever can open it
                        is let in (default: FOLDER/socket/s.sock)
  --port PORT           listen on 127.0.0.1 instead, with sign-in (SCRAM-SHA-256); 0 takes a free port
  --password-file FILE  with --port: the password, in the file's first line; without it one is made up
                        at the first start and written to FOLDER/password
  --no-auth             with --port: let every user of this machine in; also enables what only tests need,
                        such as configureFailPoint

Commands, for a folder that no server has open:
  check                           look at everything that is stored, print what was found, change nothing
  repair                          copy what can be read into a new file and keep the old one beside it
  set-password --password-file F  change the password
And at any time:
  backup --to FOLDER              copy the documents into a new folder, also while the server runs
`

type Options = {
  dir: string
  socket?: string | undefined
  port?: string | undefined
  "no-auth": boolean
  "password-file"?: string | undefined
}

/** Serves a folder until it is told to stop, and prints the address. */
export async function serve(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: "string" },
      socket: { type: "string" },
      port: { type: "string" },
      "password-file": { type: "string" },
      "no-auth": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  if (values.help || values.dir === undefined) {
    console.log(usage)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const options: Options = { ...values, dir: resolve(values.dir) }
  const server = await startWith(options)
  console.log(server.uri)
  if (options.port !== undefined && !options["no-auth"]) console.log(whereThePasswordIs(options))
  const stop = (): void => void server.close()
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

function listenOf(options: Options): Listen {
  const { dir, socket, port: text } = options
  if (text === undefined) {
    if (options["no-auth"] || options["password-file"] !== undefined)
      throw new Error("a socket has no sign-in: --no-auth and --password-file go with --port")
    return { socket: socket ?? join(dir, "socket", "s.sock") }
  }
  if (socket !== undefined) throw new Error("give either --socket or --port")
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`not a port: ${text}`)
  return { port, auth: authOf(options) }
}

function authOf({ "no-auth": noAuth, "password-file": file }: Options): PortAuth {
  if (noAuth && file !== undefined) throw new Error("give either --no-auth or --password-file")
  if (noAuth) return false
  if (file !== undefined) return { password: readPassword(file) }
  return "stored"
}

/** At the first start with a port a password is made up. */
async function startWith(options: Options): Promise<RunningServer> {
  const { dir } = options
  const listen = listenOf(options)
  // A server that lets everyone in is one for tests.
  const testCommands = options["no-auth"]
  const log = (message: string, error?: unknown): void =>
    error === undefined ? console.error(message) : console.error(message, error)
  try {
    return await startServer({ dir, listen, log, testCommands })
  } catch (error) {
    if (!(error instanceof NoPasswordSet) || "socket" in listen) throw error
    return await startServer({
      dir,
      listen: { ...listen, auth: { password: generatePassword(dir) } },
      log,
      testCommands,
    })
  }
}

function whereThePasswordIs({ dir, "password-file": file }: Options): string {
  const generated = generatedPasswordFile(dir)
  const place = file ?? (existsSync(generated) ? generated : undefined)
  return `sign in as ${defaultUser} with the password ${place ? `in ${place}` : "that was set for this folder"}`
}
