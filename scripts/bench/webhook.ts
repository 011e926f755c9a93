import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { z } from "zod"
import { createDeskClient } from "../rig/desk-client.ts"
import { freePort, startDesk } from "../rig/desk-process.ts"
import { startSimulatorInWorker } from "../simulator/start-in-worker.ts"
import { percentile } from "./percentile.ts"

const EMAIL = "bench@parvis.test"
const PASSWORD = "bench has a long password"
const ROUNDS = 3
const COUNT = 2_000
const CONCURRENCY = 32
const STORED_WITHIN_MS = 300_000
const BARE = fileURLToPath(new URL("./bare-webhook.ts", import.meta.url))

const Burst = z.object({
  sent: z.number(),
  acknowledged: z.number(),
  milliseconds: z.number(),
  p50: z.number(),
  p99: z.number(),
})
type Burst = z.infer<typeof Burst>

/**
 * How many signed deliveries a second the desk acknowledges, each on disk before the answer, beside a bare Express
 * handler that only verifies the signature; and whether each of them is a message in the end.
 */
export async function benchWebhook(say: (line: string) => void) {
  const dir = await mkdtemp(join(tmpdir(), "parvis-bench-"))
  const dataFile = join(dir, "simulator.jsonl")
  const simulator = await startSimulatorInWorker({
    port: 0,
    dataFile,
    seedCitizens: true,
    citizensPerMinute: 0,
  })
  const { consumerSecret } = simulator.xApp
  const bare = await startBare(consumerSecret)
  const desk = await startDesk(await freePort(), {
    PARVIS_DATA_DIR: dir,
    PARVIS_ADMIN_EMAIL: EMAIL,
    PARVIS_ADMIN_PASSWORD: PASSWORD,
    X_API_URL: simulator.url,
    X_ACCESS_TOKEN: simulator.accessToken,
    X_CONSUMER_SECRET: consumerSecret,
    // Polls would bring what was pushed to the bare handler: the one at the start is enough.
    X_POLL_SECONDS: "3600",
  })
  try {
    const client = createDeskClient(desk.url)
    await client.signIn(EMAIL, PASSWORD)
    const before = await settled(client)
    const floor: Burst[] = []
    const ours: Burst[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      floor.push(await burst(simulator.url, bare.url))
      ours.push(await burst(simulator.url, `${desk.url}/webhooks/x`))
      say(`round ${round + 1}/${ROUNDS}: bare ${rate(floor.at(-1))}/s, desk ${rate(ours.at(-1))}/s`)
    }
    const acknowledged = ours.reduce((sum, one) => sum + one.acknowledged, 0)
    const began = Date.now()
    const stored = await storedOf(client, before + acknowledged, say)
    const median = (bursts: Burst[], of: (one: Burst) => number) => percentile(bursts.map(of), 50)
    return {
      rounds: ROUNDS,
      deliveriesPerRound: COUNT,
      atOnce: CONCURRENCY,
      desk: {
        acknowledgedPerSecond: median(ours, rate),
        p50Ms: median(ours, ({ p50 }) => p50),
        p99Ms: median(ours, ({ p99 }) => p99),
      },
      bareExpress: { acknowledgedPerSecond: median(floor, rate), p99Ms: median(floor, ({ p99 }) => p99) },
      ratio: Number((median(ours, rate) / median(floor, rate)).toFixed(2)),
      sent: ours.reduce((sum, one) => sum + one.sent, 0),
      acknowledged,
      lost: acknowledged - (stored - before),
      allStoredAfterSeconds: Math.round((Date.now() - began) / 1000),
    }
  } finally {
    await desk.stop()
    bare.stop()
    await simulator.close()
    await rm(dir, { recursive: true, force: true })
  }
}

type Client = ReturnType<typeof createDeskClient>

const rate = (one: Burst | undefined): number =>
  one ? Math.round(one.acknowledged / (one.milliseconds / 1000)) : 0

async function burst(simulatorUrl: string, url: string): Promise<Burst> {
  const answer = await fetch(`${simulatorUrl}/sim/x/webhooks/burst`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ count: COUNT, concurrency: CONCURRENCY, url }),
  })
  if (!answer.ok) throw new Error(`the simulator refused: ${await answer.text()}`)
  return Burst.parse(await answer.json())
}

/** Every pushed mention is a thread of its own. */
const countThreads = async (client: Client): Promise<number> => (await client.threads("inbox")).length

/** How many threads there are once the first poll is in. */
async function settled(client: Client): Promise<number> {
  let count = -1
  for (;;) {
    const next = await countThreads(client)
    if (next === count && next > 0) return next
    count = next
    await wait(1_000)
  }
}

async function storedOf(client: Client, expected: number, say: (line: string) => void): Promise<number> {
  const until = Date.now() + STORED_WITHIN_MS
  let count = await countThreads(client)
  while (count < expected && Date.now() < until) {
    say(`${count} of ${expected} are threads`)
    await wait(2_000)
    count = await countThreads(client)
  }
  return count
}

async function startBare(secret: string) {
  const child = spawn(process.execPath, ["--import", "tsx", BARE, secret], {
    env: { PATH: process.env.PATH, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  })
  const [line] = (await once(child.stdout, "data")) as [Buffer]
  return { url: line.toString().trim(), stop: () => child.kill("SIGTERM") }
}
