import { once } from "node:events"
import { extname } from "node:path"
import { Worker } from "node:worker_threads"
import { type WorkerAnswer } from "./worker.ts"

export type SimulatorThread = {
  url: string
  /** A user token of the city's account, for the connector. */
  accessToken: string
  account: { id: string; username: string; name: string }
  close(): Promise<void>
}

export type SimulatorThreadOptions = {
  port: number
  dataFile: string
  seedCitizens?: boolean
  citizensPerMinute?: number
  budgetFactor?: number
}

/**
 * Starts the simulator in a thread of its own, so that a storm costs the desk nothing.
 * The worker lies beside this file, as source under tsx and compiled in a build.
 */
export async function startSimulatorInWorker(options: SimulatorThreadOptions): Promise<SimulatorThread> {
  const file = new URL(`./worker${extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(file, { workerData: options })
  const [answer] = (await once(worker, "message")) as [WorkerAnswer]
  if (!answer.ready)
    throw Object.assign(new Error(`simulator: ${answer.message}`), { code: answer.code ?? undefined })
  const ended = once(worker, "exit")
  return {
    url: answer.url,
    accessToken: answer.token,
    account: answer.account,
    async close() {
      worker.postMessage("close")
      await ended
    },
  }
}
