import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { startServer, type Listen } from "./server.ts"

const usage = `Usage: npm run embedded-mongo -- --dir FOLDER [--socket PATH | --port PORT --no-auth]

  --dir FOLDER   where the documents are kept; made when it is missing
  --socket PATH  listen on a Unix socket, in a folder open to its owner only (default: FOLDER/socket/s.sock)
  --port PORT    listen on 127.0.0.1 instead; 0 takes a free port
  --no-auth      let every local user in: needed with --port, as there is no sign-in yet;
                 also enables what only tests need, such as configureFailPoint
`

function listenOf(options: { dir: string; socket?: string; port?: string; noAuth: boolean }): Listen {
  if (options.port === undefined) return { socket: options.socket ?? join(options.dir, "socket", "s.sock") }
  if (options.socket !== undefined) throw new Error("give either --socket or --port")
  const port = Number(options.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`not a port: ${options.port}`)
  return { port, noAuth: options.noAuth }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: "string" },
      socket: { type: "string" },
      port: { type: "string" },
      "no-auth": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  if (values.help || values.dir === undefined) {
    console.log(usage)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const dir = resolve(values.dir)
  const { socket, port } = values
  const listen = listenOf({
    dir,
    noAuth: values["no-auth"],
    ...(socket !== undefined && { socket }),
    ...(port !== undefined && { port }),
  })
  const server = await startServer({
    dir,
    listen,
    // A server that lets everyone in is one for tests.
    testCommands: values["no-auth"],
    log: (message, error) => (error === undefined ? console.error(message) : console.error(message, error)),
  })
  console.log(server.uri)
  const stop = (): void => void server.close()
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
