import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { enterAs, openRig, type Rig } from "./rig.ts"

let rig: Rig
let nadia: Page

beforeAll(async () => {
  rig = await openRig({ UNDO_SECONDS: "0" })
  nadia = (await rig.person()).page
  await enterAs(nadia, rig.url, "Nadia Benali")
}, 120_000)
afterAll(() => rig.close())

const POST = "POST /2/tweets"
const fault = (kind: string, more: object = {}) => rig.control("PUT", "/faults", { kind, ...more })
const lift = (kind: string) => fault(kind, { on: false })

let citizens = 0
/** A citizen of its own writes; Nadia opens the thread, `before` happens, she answers. What she wrote is returned. */
async function answerSomebody(before: () => Promise<unknown> = async () => undefined): Promise<string> {
  citizens += 1
  const username = `riverain_${citizens}`
  const name = `Riverain Numéro ${citizens}`
  await rig.control("POST", "/citizens", { username, name })
  await rig.control("POST", "/posts", { by: username, text: `@VilleDeParvis la fontaine ${citizens} fuit` })
  await openThread(`la fontaine ${citizens} fuit`)
  await before()
  const text = `Bonjour, un agent passe voir la fontaine ${citizens}.`
  await nadia.getByRole("textbox", { name: "Votre réponse" }).fill(text)
  await nadia.keyboard.press("Control+Enter")
  return text
}

async function openThread(text: string): Promise<void> {
  await nadia.getByRole("listitem").filter({ hasText: text }).getByRole("link").click()
  await nadia.getByRole("main").getByText(text).first().waitFor()
}

const says = (words: RegExp | string, timeout = 20_000) =>
  nadia.getByRole("main").getByText(words).first().waitFor({ timeout })

async function copiesOnNetwork(text: string): Promise<number> {
  const { posts } = (await rig.control("GET", "/state")) as { posts: { text: string }[] }
  return posts.filter((post) => post.text.includes(text)).length
}

test("X away: what may or may not have left is looked for, then a person decides", async () => {
  await fault("503", { endpoint: POST, times: 1 })
  const text = await answerSomebody()
  await says("Vérification en cours")
  await says("Nous ne savons pas si cette réponse est partie", 100_000)
  expect(await copiesOnNetwork(text)).toBe(0)
  await nadia.getByRole("button", { name: "Renvoyer" }).click()
  await says(/Envoyée\sà/)
  expect(await copiesOnNetwork(text)).toBe(1)
}, 180_000)

test("X limits: says until when, and the reply leaves by itself", async () => {
  await fault("429", { endpoint: POST, times: 1, milliseconds: 2_000 })
  const text = await answerSomebody()
  await says(/Reprise à|Nouvel essai dans un instant/)
  await says("X limite le nombre d’envois.")
  await says(/Envoyée\sà/, 90_000)
  expect(await copiesOnNetwork(text)).toBe(1)
})

test.each([
  ["takes the reply and never says so", "timeout_after_accept", { milliseconds: 300 }],
  ["answers something cut short", "truncated_json", {}],
])("X %s: it is found on the network, not sent again", async (_what, kind, more) => {
  await fault(kind, { endpoint: POST, times: 1, ...more })
  const text = await answerSomebody()
  await says("Vérification en cours")
  await says(/Envoyée\sà/, 40_000)
  expect(await copiesOnNetwork(text)).toBe(1)
})

test("X is slow: the reply says that it is on its way", async () => {
  await fault("delay", { endpoint: POST, times: 1, milliseconds: 2_500 })
  const text = await answerSomebody()
  await says("Envoi en cours")
  await says(/Envoyée\sà/)
  expect(await copiesOnNetwork(text)).toBe(1)
})

test("X hangs up: as when it is away", async () => {
  await fault("reset", { endpoint: POST, times: 1 })
  await answerSomebody()
  await says("Vérification en cours")
})

test("X refuses: the reason in plain words, and the text comes back", async () => {
  await fault("not_summoned")
  const text = await answerSomebody()
  await says("La réponse n’est pas partie")
  await says(/X n’autorise pas cette réponse/)
  await lift("not_summoned")
  await nadia.getByRole("button", { name: "Reprendre le texte" }).click()
  await expect
    .poll(() => nadia.getByRole("textbox", { name: "Votre réponse" }).inputValue(), { timeout: 10_000 })
    .toBe(text)
})

test.each([
  ["no longer accepts the account", "expired_token", /doit être reconnecté/],
  ["wants to be paid", "credits_depleted", /le réseau demande un règlement/],
])("X %s: everybody is told, replies wait, and leave once it is mended", async (_what, kind, words) => {
  const text = await answerSomebody(() => fault(kind))
  await says(words)
  const admin = (await rig.person()).page
  await enterAs(admin, rig.url, "Claire Moreau")
  await admin.goto(`${rig.url}/desk/settings/accounts`)
  const check = admin.getByRole("button", { name: "Réessayer la connexion" }).first()
  await check.waitFor()
  await lift(kind)
  await check.click()
  await admin.getByText("Fonctionne").first().waitFor()
  await says(/Envoyée\sà/, 30_000)
  expect(await copiesOnNetwork(text)).toBe(1)
  await admin.context().close()
})

test("X sends something unreadable: the rest arrives, and an admin sees what it was", async () => {
  await fault("malformed_post", { times: 1 })
  await rig.control("POST", "/citizens", { username: "bon_citoyen", name: "Bon Citoyen" })
  await rig.control("POST", "/posts", {
    by: "bon_citoyen",
    text: "@VilleDeParvis la haie dépasse sur le trottoir",
  })
  await nadia.getByRole("listitem").filter({ hasText: "la haie dépasse" }).waitFor()
  const admin = (await rig.person()).page
  await enterAs(admin, rig.url, "Claire Moreau")
  await admin.goto(`${rig.url}/desk/settings/quarantine`)
  await admin.getByText("Contenu brut").first().waitFor()
  await admin.context().close()
})
