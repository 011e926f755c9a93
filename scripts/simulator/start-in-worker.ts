import { once } from "node:events"
import { extname } from "node:path"
import { Worker } from "node:worker_threads"
import type { FacebookAccess } from "./world/facebook/credentials.ts"
import type { WorkerAnswer } from "./worker.ts"

export type SimulatorThread = {
  url: string
  /** A user token of the city's account, for the connector. */
  accessToken: string
  account: { id: string; username: string; name: string }
  /** All accounts of the city, the first included, each with its standing token. */
  accounts: { id: string; username: string; name: string; accessToken: string }[]
  /** The city's application on X. */
  xApp: { clientId: string; clientSecret: string; consumerSecret: string; bearerToken: string }
  /** The city's Page: its id and token, the application's id and secret, and what its webhooks are verified with. */
  facebook: FacebookAccess
  close(): Promise<void>
}

export type SimulatorThreadOptions = {
  port: number
  dataFile: string
  seedCitizens?: boolean
  citizensPerMinute?: number
  facebookPerMinute?: number
  budgetFactor?: number
}

/**
 * Starts the simulator in a thread of its own, so that a storm costs the desk nothing.
 * The worker lies beside this file, as source under tsx and compiled in a build.
 */
export async function startSimulatorInWorker(options: SimulatorThreadOptions): Promise<SimulatorThread> {
  const worker = startWorker(options)
  const ended = once(worker, "exit")
  const early = ended.then(() => Promise.reject(new Error("simulator: the thread ended before it was ready")))
  const [answer] = (await Promise.race([once(worker, "message"), early])) as [WorkerAnswer]
  early.catch(() => {})
  if (!answer.ready)
    throw Object.assign(new Error(`simulator: ${answer.message}`), { code: answer.code ?? undefined })
  return {
    url: answer.url,
    accessToken: answer.token,
    account: answer.account,
    accounts: answer.accounts,
    xApp: answer.xApp,
    facebook: answer.facebook,
    async close() {
      worker.postMessage("close")
      await ended
    },
  }
}

function startWorker(workerData: SimulatorThreadOptions): Worker {
  const extension = extname(import.meta.url)
  const file = new URL(`./worker${extension}`, import.meta.url)
  if (extension !== ".ts") return new Worker(file, { workerData })
  // A thread inherits nothing of tsx on Node 20: it must register it before it can read TypeScript.
  const tsx = import.meta.resolve("tsx/esm/api")
  const code = `import("${tsx}").then(({ register }) => { register(); return import("${file.href}") })`
  return new Worker(code, { eval: true, workerData })
}
