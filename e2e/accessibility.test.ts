import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { enterAs, openRig, type Rig } from "./rig.ts"

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
}, 120_000)
afterAll(() => rig.close())

/** What axe objects to on a page, in a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then((result) => result.violations)`,
  )
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" ; ")}`)
}

const open = async (page: Page, path: string, ready: string) => {
  await page.goto(path)
  await page.getByText(ready).first().waitFor()
}

test.each(["light", "dark"] as const)("axe finds nothing on any screen, %s", async (colorScheme) => {
  const { context, page } = await rig.person({ colorScheme, reducedMotion: "reduce" })
  const found: Record<string, string[]> = {}
  const look = async (name: string) => (found[name] = await violations(page))
  const desk = (path: string) => `${rig.url}/desk${path}`

  await open(page, desk(""), "Essayer sans compte")
  await look("sign-in")
  await enterAs(page, rig.url, "Nadia Benali")
  await page.getByRole("listitem").getByText("@VilleDeParvis").first().waitFor()
  await look("inbox")
  await page.keyboard.press("j")
  await page.keyboard.press("Enter")
  await page.getByRole("textbox", { name: "Votre réponse" }).waitFor()
  await look("thread")
  await page.keyboard.press("Escape")
  await page.keyboard.press("?")
  await page.getByRole("dialog").waitFor()
  await look("keys")
  await open(page, desk("/faq"), "Brouillons")
  await look("faq lists")
  await context.clearCookies()
  await enterAs(page, rig.url, "Claire Moreau")
  for (const [screen, ready] of [
    ["accounts", "Comptes des réseaux"],
    ["people", "Karim Lopez"],
    ["departments", "Voirie"],
    ["quarantine", "Quarantaine"],
  ] as const) {
    await open(page, desk(`/settings/${screen}`), ready)
    await look(screen)
  }
  await page.goto(`${rig.url}/faq`)
  await look("public home")
  await page.goto(`${rig.url}/faq?q=encombrants`)
  await look("public results")
  await page.getByRole("main").getByRole("link").filter({ hasText: /\?$/ }).first().click()
  await page.getByRole("heading", { level: 1 }).waitFor()
  await look("public entry")
  await page.goto(`${rig.url}/faq/rien-999`)
  await look("public missing")

  expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([])
  await context.close()
})
