import { parentPort, workerData } from "node:worker_threads"
import { z } from "zod"
import { startSimulator } from "./simulator.ts"
import { type FacebookAccess } from "./world/facebook/credentials.ts"

/** What the thread is told: where to listen, where to remember, and whether citizens live there. */
const WorkerData = z.object({
  port: z.number().int().min(0).max(65_535).default(0),
  dataFile: z.string().optional(),
  seedCitizens: z.boolean().default(true),
  citizensPerMinute: z.number().min(0).max(600).default(2),
  facebookPerMinute: z.number().min(0).max(600).default(0),
  budgetFactor: z.number().positive().default(1),
})

/** What it answers, once. */
export type WorkerAnswer =
  | {
      ready: true
      url: string
      token: string
      account: { id: string; username: string; name: string }
      accounts: { id: string; username: string; name: string; accessToken: string }[]
      /** The city's application on X: its secrets, and its own token. */
      xApp: { clientId: string; clientSecret: string; consumerSecret: string; bearerToken: string }
      facebook: FacebookAccess
    }
  | { ready: false; code: string | null; message: string }

const post = (answer: WorkerAnswer): void => parentPort?.postMessage(answer)

try {
  const simulator = await startSimulator(WorkerData.parse(workerData ?? {}))
  const { url, account, accounts, credentials, facebook } = simulator
  parentPort?.on("message", (message) => {
    if (message === "close") void simulator.close().then(() => process.exit(0))
  })
  const { clientId, clientSecret, accessToken: token } = credentials.oauth2
  const xApp = {
    ...{ clientId, clientSecret },
    ...{ consumerSecret: credentials.oauth1.appSecret, bearerToken: credentials.appBearer },
  }
  post({ ready: true, url, token, account, accounts, xApp, facebook })
} catch (error) {
  const { code, message } = error as { code?: string; message: string }
  // Nothing is open: the thread ends by itself, after the message has left.
  post({ ready: false, code: code ?? null, message })
}
