import { copyFile, mkdir } from "node:fs/promises"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { enterAs, openRig, type Rig } from "./rig.ts"

/** All screens go here; those that the README shows are copied to docs/. */
const OUT = "screenshots"
const FOR_README = ["desk-thread-1440-light.png", "faq-home-1440-light.png"]

const WIDTHS = { 1440: 900, 1024: 768, 390: 844 } as const
const THEMES = ["light", "dark"] as const

type Shot = (name: string) => Promise<void>

const rig = await openRig({ UNDO_SECONDS: "0" })
try {
  await mkdir(OUT, { recursive: true })
  await prepare(rig)
  for (const [width, height] of Object.entries(WIDTHS))
    for (const colorScheme of THEMES) {
      const { context, page } = await rig.person({
        viewport: { width: Number(width), height },
        colorScheme,
        reducedMotion: "reduce",
      })
      const shot: Shot = async (name) => {
        await page.evaluate(() => document.fonts.ready.then(() => undefined))
        await page.screenshot({ path: join(OUT, `${name}-${width}-${colorScheme}.png`) })
      }
      await shootDesk(page, shot)
      await shootSite(page, shot)
      await page.goto(rig.simulatorUrl)
      await page.getByRole("main").waitFor()
      await shot("simulator")
      await context.close()
      console.log(`${width} px, ${colorScheme}: done`)
    }
  await mkdir("docs/screenshots", { recursive: true })
  for (const file of FOR_README) await copyFile(join(OUT, file), join("docs/screenshots", file))
} finally {
  await rig.close()
}

/** Puts something on every screen: an answered thread, one with a department, an entry to review. */
async function prepare({ control, person, url }: Rig): Promise<void> {
  await control("POST", "/citizens", { username: "julie_pasteur", name: "Julie Pasteur" })
  await control("POST", "/posts", {
    by: "julie_pasteur",
    text: "@VilleDeParvis le lampadaire devant le 12 rue Pasteur est éteint depuis 3 semaines, on ne voit rien le soir",
  })
  const { context, page } = await person()
  await enterAs(page, url, "Nadia Benali")
  await openThread(page, "le lampadaire devant")
  await page
    .getByRole("textbox", { name: "Votre réponse" })
    .fill("Bonjour Julie, merci du signalement : l’équipe de l’éclairage passe jeudi matin rue Pasteur.")
  await page.keyboard.press("Control+Enter")
  await page
    .getByText(/Envoyée\sà/)
    .first()
    .waitFor()
  await context.close()
}

async function openThread(page: Page, text: string): Promise<void> {
  await page.getByRole("listitem").filter({ hasText: text }).getByRole("link").click()
  // The row holds the text too: only an open thread has somewhere to answer, and words that decided.
  await page.getByRole("textbox", { name: "Votre réponse" }).waitFor()
  await page.getByRole("main").locator("mark").first().waitFor()
}

async function shootDesk(page: Page, shot: Shot): Promise<void> {
  await page.goto(`${rig.url}/desk`)
  await page.getByRole("button", { name: /Nadia Benali/ }).waitFor()
  await shot("sign-in")
  await enterAs(page, rig.url, "Nadia Benali")
  await page.getByRole("listitem").getByText("@VilleDeParvis").first().waitFor()
  await shot("desk-inbox")
  await page.goto(`${rig.url}/desk?view=answered`)
  await openThread(page, "le lampadaire devant")
  await shot("desk-thread")
  await page.getByRole("heading", { level: 1 }).first().click()
  await page.keyboard.press("t")
  await page.getByRole("dialog").waitFor()
  await shot("desk-call")
  await page.keyboard.press("Escape")
  await page.goto(`${rig.url}/desk/faq?state=published`)
  await page.getByRole("main").waitFor()
  await shot("desk-faq")
  await page.context().clearCookies()
  await enterAs(page, rig.url, "Claire Moreau")
  for (const screen of ["accounts", "people", "departments", "quarantine"]) {
    await page.goto(`${rig.url}/desk/settings/${screen}`)
    await page.getByRole("heading").first().waitFor()
    if (screen === "accounts") await page.getByText("État détaillé de la connexion").first().click()
    await shot(`settings-${screen}`)
  }
}

async function shootSite(page: Page, shot: Shot): Promise<void> {
  await page.goto(`${rig.url}/faq`)
  await shot("faq-home")
  await page.goto(`${rig.url}/faq?q=encombrants`)
  await shot("faq-results")
  await page.getByRole("main").getByRole("link").filter({ hasText: /\?$/ }).first().click()
  await page.getByRole("heading", { level: 1 }).waitFor()
  await shot("faq-entry")
  await page.goto(`${rig.url}/faq?q=xyzzyx`)
  await shot("faq-nothing")
}
