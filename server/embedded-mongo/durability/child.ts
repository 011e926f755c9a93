import { once } from "node:events"
import { join } from "node:path"
import { startServer } from "../server.ts"

/**
 * The server that is killed. It loads everything first and starts when it is told to, so that the next
 * one can be made ready while this one still runs.
 */
const [dir = ""] = process.argv.slice(2)
await once(process.stdin, "data")
// Whoever started it is gone: nobody is left to kill it.
process.stdin.once("end", () => process.exit(1))
const server = await startServer({
  dir,
  listen: { socket: join(dir, "socket", "s.sock") },
  // Small and frequent, so that kills fall into expiry and into trimming of the change log too.
  oplog: { maxBytes: 2 * 1024 * 1024 },
  maintenanceMs: 50,
  log: (message, error) => process.stderr.write(`${message} ${String(error)}\n`),
})
process.stdout.write(`${server.uri}\n`)
