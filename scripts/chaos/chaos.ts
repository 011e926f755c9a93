import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { createDeskClient } from "../rig/desk-client.ts"
import { type DeskProcess, freePort, startDesk } from "../rig/desk-process.ts"
import { startSimulator } from "../simulator/simulator.ts"
import { type AgentLog, createAgent } from "./agent.ts"
import { countMessages, countReplies } from "./count.ts"
import { seededRandom } from "./random.ts"

const EMAIL = "chaos@parvis.test"
const PASSWORD = "chaos has a long password"
const PER_MINUTE = 200
/** A reply left in the call by a kill is looked for after its lease, for about a minute. */
const SETTLE_WITHIN_MS = 300_000

export type ChaosOptions = { kills: number; seed: number; say: (line: string) => void }

/**
 * Kills the desk again and again during a storm with replies in flight, then counts what the network and the desk
 * each hold. The simulator and the agent live on: they are the witnesses.
 */
export async function runChaos({ kills, seed, say }: ChaosOptions) {
  const random = seededRandom(seed)
  const dir = await mkdtemp(join(tmpdir(), "parvis-chaos-"))
  const simulator = await startSimulator({ seedCitizens: true, budgetFactor: 1000, seed })
  const port = await freePort()
  const environment = {
    PARVIS_DATA_DIR: dir,
    PARVIS_ADMIN_EMAIL: EMAIL,
    PARVIS_ADMIN_PASSWORD: PASSWORD,
    X_API_URL: simulator.url,
    X_ACCESS_TOKEN: accessTokenOf(simulator),
    X_POLL_SECONDS: "0.2",
    LOG_LEVEL: "fatal",
  }
  const log: AgentLog = { replies: new Map(), resent: 0 }
  const startTimes: number[] = []
  let desk: DeskProcess | null = null
  const began = Date.now()
  try {
    simulator.crowd.storm(1_000_000, PER_MINUTE)
    for (let kill = 1; kill <= kills; kill += 1) {
      desk = await startDesk(port, environment)
      startTimes.push(desk.startedIn)
      const agent = createAgent(createDeskClient(desk.url), log, random)
      const working = agent.workUntilCut({ email: EMAIL, password: PASSWORD })
      await wait(300 + random() * 4_000)
      await desk.kill()
      await working
      say(`kill ${kill}/${kills}: ${log.replies.size} replies asked for`)
    }
    simulator.crowd.calm()
    desk = await startDesk(port, environment)
    const client = createDeskClient(desk.url)
    await client.signIn(EMAIL, PASSWORD)
    const agent = createAgent(client, log, random)
    const settled = await agent.settle(
      () => countMessages(client, simulator.world),
      Date.now() + SETTLE_WITHIN_MS,
      say,
    )
    const messages = await countMessages(client, simulator.world)
    const replies = await countReplies(client, simulator.world, log)
    return {
      seed,
      kills,
      seconds: Math.round((Date.now() - began) / 1000),
      settled,
      messages,
      replies: { ...replies, resentByPerson: log.resent },
      restartMs: { median: Math.round(median(startTimes)), max: Math.round(Math.max(...startTimes)) },
    }
  } finally {
    await desk?.stop()
    await simulator.close()
    await rm(dir, { recursive: true, force: true })
  }
}

function accessTokenOf({ world }: Awaited<ReturnType<typeof startSimulator>>): string {
  const [token] = world.tokens.keys()
  if (!token) throw new Error("the simulator has no token")
  return token
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
