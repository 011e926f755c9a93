import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { enterAs, openRig, type Rig } from "./rig.ts"

let rig: Rig

beforeAll(async () => {
  rig = await openRig()
}, 120_000)
afterAll(() => rig.close())

const LAMP = "@VilleDeParvis le lampadaire devant le 12 rue Pasteur est éteint depuis 3 semaines"
const ANSWER = "Bonjour, merci : l’éclairage de la rue Pasteur sera réparé jeudi matin."

/** The city's answers under the post that holds a text, as the network has them. */
async function answersTo(text: string): Promise<string[]> {
  const { posts } = (await rig.control("GET", "/state")) as {
    posts: { id: string; text: string; repliedToId: string | null; byCity: boolean }[]
  }
  const parent = posts.find((post) => post.text.includes(text))
  return posts
    .filter(({ repliedToId, byCity }) => byCity && repliedToId === parent?.id)
    .map((post) => post.text)
}

const row = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text })
const open = async (page: Page, text: string) => row(page, text).getByRole("link").click()

test("a citizen's message is answered, handed over, and becomes a public FAQ entry", async () => {
  const citizen = await rig.person()
  const nadia = await rig.person()
  const karim = await rig.person({ viewport: { width: 390, height: 844 } })

  // 1. A citizen posts on the network's own page.
  await citizen.page.goto(rig.simulatorUrl)
  await enterAs(nadia.page, rig.url, "Nadia Benali")
  const compose = citizen.page.getByRole("textbox", { name: "Message", exact: true })
  await compose.fill(LAMP)
  await citizen.page.getByRole("button", { name: "Publier" }).click()

  // 2. The thread appears on the desk without reload, tagged, with the words that decided.
  const lamp = row(nadia.page, "le lampadaire devant le 12 rue Pasteur")
  await lamp.waitFor()
  expect(await lamp.innerText()).toMatch(/Éclairage public/)
  expect(await lamp.innerText()).toMatch(/négati/i)
  await open(nadia.page, "le lampadaire devant")
  const thread = nadia.page.getByRole("main")
  await thread.locator("mark", { hasText: "lampadaire" }).first().waitFor()

  // 3. She answers by keyboard; ten seconds to undo; the reply stands under the post, once.
  await nadia.page.keyboard.press("r")
  const reply = nadia.page.getByRole("textbox", { name: "Votre réponse" })
  await reply.fill("Un premier jet à reprendre")
  await nadia.page.keyboard.press("Control+Enter")
  await thread
    .getByText(/Part dans\s\d+\ss/)
    .first()
    .waitFor()
  await nadia.page.keyboard.press("Escape")
  await nadia.page.keyboard.press("z")
  await expect.poll(() => reply.inputValue()).toBe("Un premier jet à reprendre")
  await reply.fill(ANSWER)
  await nadia.page.keyboard.press("Control+Enter")
  await thread
    .getByText(/Part dans\s\d+\ss/)
    .first()
    .waitFor()
  expect(await answersTo("le lampadaire devant")).toEqual([])
  await thread
    .getByText(/Envoyée\sà/)
    .first()
    .waitFor({ timeout: 30_000 })
  expect(await answersTo("le lampadaire devant")).toEqual([
    expect.stringContaining("sera réparé jeudi matin"),
  ])
  await citizen.page.getByText("sera réparé jeudi matin").first().waitFor()

  // 4. Another thread goes to the roads department with a note; its head, elsewhere, sees that thread alone.
  await rig.control("POST", "/citizens", { username: "awa_rue_basse", name: "Awa" })
  await rig.control("POST", "/posts", {
    by: "awa_rue_basse",
    text: "@VilleDeParvis un énorme trou dans la chaussée avenue de la Gare, ma roue y est passée",
  })
  await open(nadia.page, "un énorme trou dans la chaussée")
  await nadia.page.getByRole("main").getByText("un énorme trou").first().waitFor()
  await nadia.page.keyboard.press("d")
  await nadia.page.getByLabel("Service", { exact: true }).last().selectOption({ label: "Voirie" })
  await nadia.page.getByLabel("Mot pour le service").fill("Pouvez-vous dire quand vous passez ?")
  await nadia.page.getByRole("button", { name: "Transmettre", exact: true }).click()
  await nadia.page.getByText("Fil transmis à Voirie").waitFor()

  await enterAs(karim.page, rig.url, "Karim Lopez")
  await row(karim.page, "un énorme trou").waitFor()
  expect(await karim.page.getByText("le lampadaire devant").count()).toBe(0)
  await open(karim.page, "un énorme trou")
  await karim.page.getByText("Pouvez-vous dire quand vous passez ?").first().waitFor()
  await karim.page.getByRole("button", { name: "Rendre à l’équipe" }).click()
  await karim.page.getByRole("textbox", { name: "Votre mot à l’équipe" }).fill("Rebouchage mardi.")
  await karim.page.getByRole("button", { name: "Rendre avec ce mot" }).click()
  await nadia.page.getByText("Rebouchage mardi.").first().waitFor()

  // 5. The first answer becomes an entry: rewritten where it is flagged, approved by the head, found by residents.
  await nadia.page.getByRole("link", { name: /Répondus/ }).click()
  await open(nadia.page, "le lampadaire devant")
  await nadia.page.getByRole("button", { name: "Proposer pour la FAQ" }).click()
  const question = nadia.page.getByRole("textbox", { name: /^Question/ })
  await question.fill("Que faire quand un lampadaire est éteint devant le 12 rue Pasteur ?")
  await nadia.page
    .getByText(/à réécrire ou à justifier/)
    .first()
    .waitFor()
  await question.fill("Que faire quand un lampadaire de ma rue est éteint ?")
  await nadia.page
    .getByRole("textbox", { name: /^Réponse/ })
    .fill("Signalez-le à la ville : une équipe passe sous dix jours.\n\nDonnez la rue et le numéro du mât.")
  await nadia.page.getByText(/Rien de personnel n’a été repéré/).waitFor()
  await nadia.page.getByText("Enregistré", { exact: true }).waitFor()
  await nadia.page.getByRole("button", { name: "Proposer à la relecture" }).click()
  await nadia.page
    .getByText(/En relecture/)
    .first()
    .waitFor()

  await karim.page.goto(`${rig.url}/desk/faq`)
  await karim.page.getByRole("link", { name: /un lampadaire de ma rue est éteint/ }).click()
  await karim.page.getByRole("button", { name: "Publier" }).click()
  await karim.page
    .getByText(/En ligne|Fiche publiée/)
    .first()
    .waitFor()

  const resident = await rig.person({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  for (const search of ["lampadaire éteint", "lampadaire eteint", "lampadères éteins"]) {
    await resident.page.goto(`${rig.url}/faq`)
    await resident.page.getByRole("searchbox").fill(search)
    await resident.page.keyboard.press("Enter")
    const found = resident.page.getByRole("link", { name: /un lampadaire de ma rue est éteint/ })
    await found.first().waitFor()
  }
  await resident.page
    .getByRole("link", { name: /un lampadaire de ma rue est éteint/ })
    .first()
    .click()
  expect(await resident.page.getByRole("heading", { level: 1 }).innerText()).toMatch(
    /^Que faire quand un lampadaire de ma rue est éteint\s\?$/,
  )
  expect(await resident.page.content()).not.toMatch(/Pasteur|VilleDeParvis le lampadaire/)
})
