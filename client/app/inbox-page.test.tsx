import { screen, within } from "@testing-library/react"
import { expect, test } from "vitest"
import {
  buildAccount,
  buildDetail,
  buildPerson,
  buildThread,
  buildWorkspace,
  minutes,
  NOON,
} from "../testing/builders.ts"
import { createFakeServer } from "../testing/fake-server.ts"
import { renderDesk } from "../testing/render-desk.tsx"

const rows = () => within(screen.getByRole("list", { name: /^Fils/ })).queryAllByRole("listitem")
const named = (name: string) => ({ id: "0".repeat(24), username: name.toLowerCase(), name })

function serverWith(...threads: Parameters<typeof buildThread>[0][]) {
  const server = createFakeServer()
  for (const thread of threads) server.add(buildDetail({ thread: buildThread(thread) }))
  return server
}

test("a row says who, what, which department and how sure, which mood, and since when", async () => {
  await renderDesk("/desk/", serverWith({ urgency: "emergency" }), NOON)
  const [row] = rows()
  expect(row?.textContent).toContain("Camille Dupré")
  expect(row?.textContent).toContain("Le lampadaire devant le 12 rue Pasteur")
  expect(row?.textContent).toMatch(/Éclairage public 82\s%/)
  expect(row?.textContent).toContain("Négatif")
  expect(row?.textContent).toContain("Urgence")
  expect(row?.textContent).toMatch(/5\smin/)
})

test("a thread that nobody could place is “à trier”", async () => {
  await renderDesk("/desk/", serverWith({ department: null, departmentScore: null }), NOON)
  expect(rows()[0]?.textContent).toContain("à trier")
})

test("a live event puts a row in the list, in its place, and counts it", async () => {
  const server = serverWith({ lastMessageAt: minutes(-30) })
  const { tell, wait } = await renderDesk("/desk/", server, NOON)
  expect(rows()).toHaveLength(1)
  const thread = buildThread({ contact: named("Lucie"), lastMessageAt: minutes(-1) })
  server.add(buildDetail({ thread }))
  await tell({ type: "thread.changed", thread })
  expect(rows().map((row) => row.textContent?.includes("Lucie"))).toEqual([true, false])
  await wait(2000)
  expect(screen.getByRole("link", { name: /^À traiter/ }).textContent).toContain("2 fils")
})

test("a live event takes a closed thread away", async () => {
  const { server, tell, wait } = await renderDesk("/desk/", serverWith({}, { contact: named("Lucie") }), NOON)
  const lucie = [...server.state.threads.values()].find(({ thread }) => thread.contact.name === "Lucie")
  await tell({ type: "thread.changed", thread: { ...lucie!.thread, state: "closed" } })
  await wait(300)
  expect(rows()).toHaveLength(1)
  expect(screen.queryByText("Lucie")).toBeNull()
})

test("a storm repaints at most four times a second, and loses nothing", async () => {
  const { tell, wait } = await renderDesk("/desk/", serverWith({}), NOON)
  const rain = Array.from({ length: 40 }, (_, index) => buildThread({ lastMessageAt: minutes(index) }))
  await tell(...rain.map((thread) => ({ type: "thread.changed" as const, thread })))
  expect(screen.getByText("2 fils affichés")).toBeTruthy()
  await wait(250)
  expect(screen.getByText("41 fils affichés")).toBeTruthy()
  // Only the rows on screen exist, and each knows its place.
  expect(rows().length).toBeLessThan(30)
  expect(rows()[2]?.getAttribute("aria-posinset")).toBe("3")
  expect(rows()[2]?.getAttribute("aria-setsize")).toBe("41")
})

test("on reconnect everything is read again", async () => {
  const { server, live, wait } = await renderDesk("/desk/", serverWith({}), NOON)
  live.lose()
  await wait(65_000)
  expect(screen.getByText(/Hors ligne depuis 1:0[45]/)).toBeTruthy()
  server.add(buildDetail({ thread: buildThread({ contact: named("Lucie") }) }))
  live.reconnect()
  await wait(100)
  expect(screen.getByText("Lucie")).toBeTruthy()
  expect(screen.getByText("En direct")).toBeTruthy()
})

test("filters live in the address", async () => {
  const server = serverWith({ sentiment: "negative" }, { sentiment: "positive", contact: named("Lucie") })
  const { user, wait } = await renderDesk("/desk/", server, NOON)
  await user.selectOptions(screen.getByRole("combobox", { name: "Humeur" }), "Positif")
  await wait(100)
  expect(window.location.search).toBe("?sentiment=positive")
  expect(rows()).toHaveLength(1)
  await user.selectOptions(screen.getByRole("combobox", { name: "Service" }), "Propreté")
  await wait(100)
  expect(screen.getByText("Aucun fil avec ces filtres")).toBeTruthy()
  await user.click(screen.getAllByRole("button", { name: "Effacer les filtres" })[0]!)
  await wait(100)
  expect(window.location.search).toBe("")
  expect(rows()).toHaveLength(2)
})

test("an empty inbox says that nothing waits, and since when", async () => {
  await renderDesk("/desk/", createFakeServer(buildWorkspace({ accounts: [buildAccount()] })), NOON)
  expect(screen.getByText("Rien en attente")).toBeTruthy()
  expect(screen.getByText(/Dernière arrivée : 1\d:57/)).toBeTruthy()
})

test("without an account the inbox says what to do", async () => {
  await renderDesk("/desk/", createFakeServer(buildWorkspace({ accounts: [] })), NOON)
  expect(screen.getByText("Aucun compte relié")).toBeTruthy()
})

test("a head has only the lists that make sense for them", async () => {
  const me = buildPerson({ role: "head", departments: ["voirie"] })
  await renderDesk("/desk/", createFakeServer(buildWorkspace({ me })), NOON)
  const menu = within(screen.getByRole("list", { name: "Messages" }))
  expect(menu.getAllByRole("link").map((link) => link.title)).toEqual([
    "À traiter",
    "Envois à vérifier",
    "Répondus",
    "Clos",
  ])
  expect(screen.getByText("Rien ne vous attend")).toBeTruthy()
})

test("demo mode is said on the page, with a way to the simulated network", async () => {
  const workspace = buildWorkspace({ demo: true, simulatorUrl: "http://127.0.0.1:3100/" })
  await renderDesk("/desk/", createFakeServer(workspace), NOON)
  expect(screen.getByText("DÉMO : réseaux simulés")).toBeTruthy()
  const links = screen.getAllByRole("link", { name: /Voir le réseau simulé/ })
  expect(links[0]?.getAttribute("href")).toBe("http://127.0.0.1:3100/")
})
