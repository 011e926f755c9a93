import { screen, within } from "@testing-library/react"
import { expect, test } from "vitest"
import {
  buildDetail,
  buildEntry,
  buildPerson,
  buildThread,
  buildWorkspace,
  newId,
  NOON,
} from "../../testing/builders.ts"
import { createFakeServer } from "../../testing/fake-server.ts"
import { renderDesk } from "../../testing/render-desk.tsx"
// Loaded lazily by the app; here beforehand, so that no test waits for it.
import "./entry-page.tsx"

const question = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Question/ })
const answer = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Réponse" })

async function openEntry(parts: Parameters<typeof buildEntry>[0] = {}, workspace = buildWorkspace()) {
  const server = createFakeServer(workspace)
  const detail = buildDetail({ thread: buildThread() })
  const entry = buildEntry({ sourceThreadId: detail.thread.id, ...parts })
  server.add(detail)
  server.state.entries.set(entry.id, entry)
  const desk = await renderDesk(`/desk/faq/${entry.id}`, server, NOON)
  await desk.wait(300)
  await screen.findByRole("heading", { name: "Fiche de FAQ", hidden: true })
  await desk.wait(100)
  return { ...desk, entry, stored: () => server.state.entries.get(entry.id)! }
}

test("the exchange it comes from stands beside the entry", async () => {
  await openEntry()
  const source = within(screen.getByRole("region", { name: "Échange d’origine" }))
  expect(source.getByText("Camille Dupré")).toBeTruthy()
})

test("personal data is flagged while one types, and keeps the entry from going further", async () => {
  const { user, wait } = await openEntry()
  expect(screen.getByText(/Rien de personnel n’a été repéré/)).toBeTruthy()
  await user.type(answer(), " Appelez le 06 12 34 56 78.")
  await wait(50)
  expect(screen.getByText("1 passage à réécrire ou à justifier")).toBeTruthy()
  expect(screen.getByText("Téléphone, dans la réponse")).toBeTruthy()
  expect(screen.getByText("06 12 34 56 78", { selector: "mark" })).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>("button", { name: /Proposer à la relecture/ }).disabled).toBe(
    true,
  )
  await user.click(screen.getByRole("button", { name: "Réécrire" }))
  expect(document.activeElement).toBe(answer())
  expect(answer().value.slice(answer().selectionStart, answer().selectionEnd)).toBe("06 12 34 56 78")
})

test("the citizen of the source is known by name", async () => {
  const { user, wait } = await openEntry()
  await user.type(answer(), " Merci camille.")
  await wait(50)
  expect(screen.getByText("Nom de personne, dans la réponse")).toBeTruthy()
})

test("a flag can be overridden with a reason, which is saved", async () => {
  const { user, wait, stored } = await openEntry({ answer: "Écrivez à contact@ville-parvis.fr." })
  await user.click(screen.getByRole("button", { name: "Garder…" }))
  await user.type(screen.getByRole("textbox", { name: /Pourquoi/ }), "Adresse de la mairie")
  await user.click(screen.getByRole("button", { name: "Garder avec ce motif" }))
  await wait(1500)
  expect(screen.getByText(/Gardé : Adresse de la mairie/)).toBeTruthy()
  expect(stored().overrides.map(({ reason }) => reason)).toEqual(["Adresse de la mairie"])
  expect(screen.getByRole<HTMLButtonElement>("button", { name: /Proposer à la relecture/ }).disabled).toBe(
    false,
  )
})

test("what is written is saved after a pause, and submitted with the last word", async () => {
  const { user, wait, stored } = await openEntry()
  await user.type(question(), " !")
  await wait(1500)
  expect(stored().question).toMatch(/ !$/)
  await user.type(answer(), " Vite.")
  await user.click(screen.getByRole("button", { name: /Proposer à la relecture/ }))
  await wait(500)
  expect(stored().state).toBe("review")
  expect(stored().answer).toMatch(/Vite\.$/)
})

test("when somebody else saved meanwhile, both texts are shown and none is lost", async () => {
  const { user, wait, stored, server, entry } = await openEntry()
  const theirs = {
    ...entry,
    version: 7,
    answer: "Leur texte.",
    updatedBy: { id: newId(), name: "Tom Rivière" },
  }
  await user.type(answer(), " Mon ajout.")
  server.state.entries.set(entry.id, theirs)
  await wait(1500)
  const conflict = screen.getByRole("alert")
  expect(conflict.textContent).toContain("Leur texte.")
  expect(conflict.textContent).toContain("Mon ajout.")
  expect(stored().answer).toBe("Leur texte.")
  await user.click(within(conflict).getByRole("button", { name: "Garder le mien" }))
  await wait(1500)
  expect(stored().answer).toMatch(/Mon ajout\.$/)
})

test("a head publishes, or gives back with a word", async () => {
  const me = buildPerson({ role: "head", departments: ["eclairage"], name: "Karim Haddad" })
  const { user, wait, stored } = await openEntry({ state: "review" }, buildWorkspace({ me }))
  await user.click(screen.getByRole("button", { name: "Renvoyer avec un mot" }))
  await user.type(screen.getByRole("textbox", { name: "Ce qu’il faut revoir" }), "Le délai est de dix jours.")
  await user.click(screen.getByRole("button", { name: "Renvoyer" }))
  await wait(300)
  expect(stored().state).toBe("draft")
  expect(screen.getByText("Le délai est de dix jours.")).toBeTruthy()
})

test("an approved entry links to its public page and is no longer edited by accident", async () => {
  const me = buildPerson({ role: "head", departments: ["eclairage"] })
  const { user, wait } = await openEntry({ state: "review" }, buildWorkspace({ me }))
  await user.click(screen.getByRole("button", { name: "Publier" }))
  await wait(300)
  expect(screen.getByRole("link", { name: "Voir la page publique" }).getAttribute("href")).toMatch(/^\/faq\//)
  expect(answer().readOnly).toBe(true)
  await user.click(screen.getByRole("button", { name: "Modifier" }))
  expect(answer().readOnly).toBe(false)
})

test("an agent may not publish", async () => {
  await openEntry({ state: "review" })
  expect(screen.queryByRole("button", { name: "Publier" })).toBeNull()
  expect(screen.getByText(/Éclairage public doit l’approuver/)).toBeTruthy()
})
