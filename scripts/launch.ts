import { join, resolve } from "node:path"
import { type Config, isConfigured, readConfig } from "../server/config.ts"
import { prepareDataFolder } from "../server/data-folder.ts"
import { demoPeople } from "../server/domain/people/demo-people.ts"
import { startServer } from "../server/main.ts"
import { StartError } from "../server/start-error.ts"
import { type SimulatorThread, startSimulatorInWorker } from "./simulator/start-in-worker.ts"

const started = performance.now()
/** X reads direct messages once a minute at most; a person trying the demo should not wait for that. */
const DEMO_BUDGET_FACTOR = 60
const DEMO_POLL_MS = 1_000
const DEMO_MESSAGES_PER_MINUTE = 2
/** The demo's switchboard: plainly nobody's number. */
const DEMO_PHONE = { line: "0500000000", name: "Allô mairie" }
const deskDir = resolve(import.meta.dirname, "../client")

try {
  await launch()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exit(1)
}

/** Starts Parvis, with the simulated networks when no real one is configured, until a signal ends both. */
async function launch(): Promise<void> {
  const config = readConfig()
  prepareDataFolder(config.dataDir)
  const simulator = isConfigured(config)
    ? null
    : await startSimulatorInWorker({
        port: config.simulatorPort,
        dataFile: join(config.dataDir, "simulator.jsonl"),
        seedCitizens: true,
        citizensPerMinute: DEMO_MESSAGES_PER_MINUTE,
        facebookPerMinute: DEMO_MESSAGES_PER_MINUTE,
        budgetFactor: DEMO_BUDGET_FACTOR,
      }).catch(explainSimulator)
  if (simulator) speakToSimulator(config, simulator)
  const server = await startServer({
    config,
    demo: simulator && { simulatorUrl: simulator.url },
    deskDir,
    onStorageLost: ({ message }) => {
      // Whoever runs Parvis starts it again; a process without its database would only refuse.
      console.error(`The embedded database ended: ${message}`)
      process.exit(1)
    },
  }).catch(async (error: unknown) => {
    await simulator?.close()
    throw error
  })
  if (simulator) for (const network of ["x", "facebook"]) await subscribe(simulator.url, server.port, network)
  announce(server, simulator?.url ?? null)

  const stop = async () => {
    await server.close()
    await simulator?.close()
    process.exit(0)
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop())
}

function speakToSimulator(config: Config, simulator: SimulatorThread): void {
  const { x, facebook } = config
  config.phone ??= DEMO_PHONE
  x.apiUrl = simulator.url
  x.pollMs = Math.min(x.pollMs, DEMO_POLL_MS)
  x.accounts = simulator.accounts.map(({ accessToken }) => ({ kind: "oauth2", accessToken }))
  const { clientId, clientSecret, consumerSecret, bearerToken } = simulator.xApp
  x.app = { clientId, clientSecret }
  x.bearerToken = bearerToken
  x.webhookSecrets = { consumerSecret, clientSecret }
  const { pageId, pageToken, appSecret, verifyToken } = simulator.facebook
  facebook.apiUrl = simulator.url
  facebook.appSecret = appSecret
  facebook.credentials = { pageId, pageToken }
  facebook.verifyToken = verifyToken
}

/** Has a simulated network push to us, as the city's developer would set it up. It is polled in any case. */
async function subscribe(simulatorUrl: string, port: number, network: string): Promise<void> {
  const answer = await fetch(`${simulatorUrl}/sim/${network}/webhooks`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: `http://127.0.0.1:${port}/webhooks/${network}` }),
  })
  if (!answer.ok) console.error(`The simulated network ${network} will not push: ${await answer.text()}`)
}

function explainSimulator(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  throw new StartError(`The simulated networks cannot start (${reason}): set SIMULATOR_PORT.`, {
    cause: error,
  })
}

function announce(
  { url, firstAdmin }: Awaited<ReturnType<typeof startServer>>,
  simulatorUrl: string | null,
): void {
  const lines = [
    "",
    `Parvis is ready (${((performance.now() - started) / 1000).toFixed(1)} s).`,
    `  Desk        ${url}/desk`,
    `  Public FAQ  ${url}/faq`,
  ]
  if (simulatorUrl) {
    lines.push(
      `  Simulator   ${simulatorUrl}/   (demo mode: nothing leaves this machine)`,
      "",
      "Demo sign-ins:",
    )
    for (const { email, password, role } of demoPeople)
      lines.push(`  ${role.padEnd(6)} ${email}  ${password}`)
  }
  if (firstAdmin?.password)
    lines.push(
      "",
      "First administrator (shown once; create your own people, then change this password):",
      `  ${firstAdmin.email}  ${firstAdmin.password}`,
    )
  console.log(lines.join("\n"))
}
