import { parentPort, workerData } from "node:worker_threads"
import { startServer, type ServerOptions } from "./server.ts"
import { type FromWorker } from "./worker-messages.ts"

/** The server's thread: started by `startInWorker`, ended by its one message. */
if (!parentPort) throw new Error("worker.ts is started by start-in-worker.ts")
const port = parentPort
const tell = (message: FromWorker): void => port.postMessage(message)

try {
  const server = await startServer({
    ...(workerData as ServerOptions),
    log: (message, error) =>
      tell({
        type: "log",
        message,
        ...(error !== undefined && {
          error: error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error),
        }),
      }),
  })
  port.once("message", () => {
    void server.close().finally(() => port.close())
  })
  tell({ type: "ready", uri: server.uri })
} catch (error) {
  tell({ type: "failed", reason: error instanceof Error ? error.message : String(error) })
  port.close()
}
