import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import type { Page } from "playwright-core"
import { launchChromium } from "../chromium.ts"
import { createDeskClient } from "../rig/desk-client.ts"
import { freePort, startDesk } from "../rig/desk-process.ts"
import { type Simulator, startSimulator } from "../simulator/simulator.ts"
import { percentile } from "./percentile.ts"

const EMAIL = "bench@parvis.test"
const PASSWORD = "bench has a long password"
const SAMPLES = 30

/** Runs in the page: says when a row with a text was painted, on the machine's clock. */
const WATCH_ROWS = `window.paintedAt = (marker) => new Promise((resolve) => {
  const look = () => {
    if (!document.body.innerText.includes(marker)) return false
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())))
    return true
  }
  if (look()) return
  const observer = new MutationObserver(() => { if (look()) observer.disconnect() })
  observer.observe(document.body, { subtree: true, childList: true, characterData: true })
})`

/**
 * From a post that the simulated network accepted to its row painted in an agent's browser. Twice: at the fastest
 * pace that X's rate limit allows (300 reads of mentions per 15 minutes), and with that limit lifted.
 */
export async function benchScreen(say: (line: string) => void) {
  const browser = await launchChromium()
  try {
    const atXLimit = await measure(browser, { pollSeconds: 0.2, budgetFactor: 1, pauseMs: 3_000 }, say)
    const unlimited = await measure(browser, { pollSeconds: 0.2, budgetFactor: 1000, pauseMs: 400 }, say)
    return { samples: SAMPLES, atXLimit, unlimited }
  } finally {
    await browser.close()
  }
}

type Pace = { pollSeconds: number; budgetFactor: number; pauseMs: number }

async function measure(
  browser: Awaited<ReturnType<typeof launchChromium>>,
  { pollSeconds, budgetFactor, pauseMs }: Pace,
  say: (line: string) => void,
) {
  const dir = await mkdtemp(join(tmpdir(), "parvis-bench-"))
  const simulator = await startSimulator({ seedCitizens: true, budgetFactor })
  const desk = await startDesk(await freePort(), {
    PARVIS_DATA_DIR: dir,
    PARVIS_ADMIN_EMAIL: EMAIL,
    PARVIS_ADMIN_PASSWORD: PASSWORD,
    X_API_URL: simulator.url,
    X_ACCESS_TOKEN: [...simulator.world.tokens.keys()][0] ?? "",
    X_POLL_SECONDS: String(pollSeconds),
  })
  const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    await signIn(page, desk.url)
    const client = createDeskClient(desk.url)
    await client.signIn(EMAIL, PASSWORD)
    await page.evaluate(WATCH_ROWS)

    const total: number[] = []
    const polling: number[] = []
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const marker = `repère ${sample}-${Math.random().toString(36).slice(2, 8)}`
      const painted = page.evaluate<number>(`window.paintedAt(${JSON.stringify(marker)})`)
      const acceptedAt = await post(simulator, marker)
      total.push((await painted) - acceptedAt)
      polling.push((await receivedAt(client, marker)) - acceptedAt)
      say(`${sample + 1}/${SAMPLES}: ${total.at(-1)} ms`)
      // Uneven pauses, so that posts do not fall in step with polls.
      await wait(Math.random() * pauseMs)
    }
    const pipeline = total.map((ms, index) => ms - (polling[index] ?? 0))
    const floor = await roundTrips(desk.url)
    return {
      totalMs: { median: percentile(total, 50), p95: percentile(total, 95) },
      waitingForPollMs: { median: percentile(polling, 50), p95: percentile(polling, 95) },
      storedToPaintedMs: { median: percentile(pipeline, 50), p95: percentile(pipeline, 95) },
      shareOfPolling: Number((percentile(polling, 50) / percentile(total, 50)).toFixed(2)),
      floorHttpRoundTripMs: floor,
      storedToPaintedOverFloor: Number((percentile(pipeline, 50) / floor).toFixed(1)),
    }
  } finally {
    await context.close()
    await desk.stop()
    await simulator.close()
    await rm(dir, { recursive: true, force: true })
  }
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/desk`)
  await page.locator("input[type=email]").fill(EMAIL)
  await page.locator("input[type=password]").fill(PASSWORD)
  await page.keyboard.press("Enter")
  await page.locator("article, [role=listitem], li").first().waitFor()
}

/** Posts as a citizen; the moment at which the network had accepted it. */
async function post({ url }: Simulator, marker: string): Promise<number> {
  const [citizen] = ((await (await fetch(`${url}/sim/state`)).json()) as State).users.filter(
    ({ isCity }) => !isCity,
  )
  const answer = await fetch(`${url}/sim/posts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ by: citizen?.username, text: `@VilleDeParvis ${marker} le banc est cassé` }),
  })
  if (!answer.ok) throw new Error(`the simulator refused: ${await answer.text()}`)
  return Date.now()
}
type State = { users: { username: string; isCity: boolean }[] }

async function receivedAt(client: ReturnType<typeof createDeskClient>, marker: string): Promise<number> {
  const thread = (await client.threads("inbox")).find(({ excerpt }) => excerpt.includes(marker))
  const message =
    thread && (await client.detail(thread.id)).messages.find(({ text }) => text.includes(marker))
  if (!message) throw new Error("the painted message is not in the inbox")
  return Date.parse(message.receivedAt)
}

async function roundTrips(url: string): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 200; i += 1) {
    const began = performance.now()
    await (await fetch(`${url}/healthz`)).arrayBuffer()
    times.push(performance.now() - began)
  }
  return Number(percentile(times, 50).toFixed(2))
}
