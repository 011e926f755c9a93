import { extname, join } from "node:path"
import { Worker } from "node:worker_threads"
import { releaseForThread } from "./storage/folder-lock.ts"
import { type ServerOptions } from "./server.ts"
import { type FromWorker, type WorkerOptions } from "./worker-messages.ts"

export type InWorkerOptions = WorkerOptions & Pick<ServerOptions, "log">

export type ServerInWorker = {
  /** What a driver takes as it is. */
  uri: string
  /** Closes connections and the folder; resolves when the thread has ended. */
  close(): Promise<void>
  /** Calls the listener when the thread ends without having been asked to. */
  onExit(listener: (error: Error) => void): void
}

/**
 * Runs the server in a thread of its own: a long aggregation stalls the thread it runs on, and that
 * must not be the one that answers web requests.
 */
export async function startInWorker(options: InWorkerOptions): Promise<ServerInWorker> {
  const { log, listen = { socket: join(options.dir, "socket", "s.sock") }, ...rest } = options
  const worker = newWorker({ ...rest, listen })
  const { threadId } = worker
  const listeners = new Set<(error: Error) => void>()
  let isClosing = false
  let failure: Error | undefined
  const ended = new Promise<void>((resolve) =>
    worker.once("exit", () => {
      releaseForThread(options.dir, threadId)
      resolve()
    }),
  )
  const uri = await new Promise<string>((resolve, reject) => {
    worker.on("message", (message: FromWorker) => {
      if (message.type === "ready") resolve(message.uri)
      else if (message.type === "failed") reject(new Error(message.reason))
      else log?.(message.message, message.error)
    })
    worker.on("error", (error) => {
      failure = error instanceof Error ? error : new Error(String(error))
      reject(failure)
    })
    worker.on("exit", (code) => {
      const error = failure ?? new Error(`the database thread ended with code ${code}`)
      reject(error)
      if (!isClosing) for (const listener of listeners) listener(error)
    })
  })
  return {
    uri,
    close: async () => {
      if (!isClosing) worker.postMessage("close")
      isClosing = true
      await ended
    },
    onExit: (listener) => void listeners.add(listener),
  }
}

/** The worker stands beside this module with the same extension: source under tsx, JavaScript when built. */
function newWorker(options: WorkerOptions): Worker {
  const entry = new URL(`./worker${extname(import.meta.url)}`, import.meta.url)
  if (!entry.pathname.endsWith(".ts")) return new Worker(entry, { workerData: options })
  // Node.js 20 does not apply `--import` to a worker's own entry: the loader is set up inside.
  const loader = import.meta.resolve("tsx/esm/api")
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => {
    register()
    return import(${JSON.stringify(entry.href)})
  })`
  return new Worker(code, { eval: true, workerData: options, execArgv: [] })
}
