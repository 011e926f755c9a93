import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { launchChromium } from "../scripts/chromium.ts"
import { type DeskProcess, freePort, startDesk } from "../scripts/rig/desk-process.ts"

/** The product as `npm start` runs it in demo mode, and a browser. */
export type Rig = {
  url: string
  simulatorUrl: string
  browser: Browser
  /** A browser of its own for one person: no cookie shared. */
  person: (options?: Parameters<Browser["newContext"]>[0]) => Promise<{ context: BrowserContext; page: Page }>
  /** Drives the simulator as its page does. */
  control: (method: string, path: string, body?: unknown) => Promise<unknown>
  close: () => Promise<void>
}

export async function openRig(environment: Record<string, string> = {}): Promise<Rig> {
  const dir = await mkdtemp(join(tmpdir(), "parvis-e2e-"))
  const simulatorPort = await freePort()
  const desk: DeskProcess = await startDesk(await freePort(), {
    PARVIS_DATA_DIR: dir,
    SIMULATOR_PORT: String(simulatorPort),
    X_POLL_SECONDS: "0.3",
    LOG_LEVEL: "error",
    ...environment,
  })
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`
  const browser = await launchChromium()
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${simulatorUrl}/sim${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status}: ${await answer.text()}`)
    return answer.status === 204 ? undefined : answer.json()
  }
  // Citizens speak when a test says so.
  for (const network of ["x", "facebook"]) await control("PUT", "/crowd", { network, perMinute: 0 })
  return {
    url: desk.url,
    simulatorUrl,
    browser,
    control,
    person: async (options) => {
      const context = await browser.newContext({
        locale: "fr-FR",
        timezoneId: "Europe/Paris",
        viewport: { width: 1440, height: 900 },
        ...options,
      })
      context.setDefaultTimeout(15_000)
      return { context, page: await context.newPage() }
    },
    close: async () => {
      await browser.close()
      await desk.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** Signs a demo person in with one click, as the sign-in page offers. */
export async function enterAs(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/desk`)
  await page.getByRole("button", { name: new RegExp(name) }).click()
  await page.getByRole("button", { name: "Se connecter" }).waitFor({ state: "hidden" })
}
