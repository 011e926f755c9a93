import { screen } from "@testing-library/react"
import { beforeEach, expect, test } from "vitest"
import { buildAccount, buildDetail, buildThread, buildWorkspace, NOON } from "../../testing/builders.ts"
import { createFakeServer, type FakeServer } from "../../testing/fake-server.ts"
import { renderDesk } from "../../testing/render-desk.tsx"

const LINE = buildAccount({
  network: "phone",
  externalId: "0500000000",
  username: "0500000000",
  name: "Allô mairie",
})
const CTRL_ENTER = "{Control>}{Enter}{/Control}"

let server: FakeServer
let id: string
beforeEach(() => {
  server = createFakeServer(buildWorkspace({ accounts: [LINE] }))
  const contact = { id: "0".repeat(24), username: "", name: "Odile Kermarrec" }
  const thread = buildThread({ network: "phone", visibility: "direct", accountId: LINE.id, contact })
  server.add(buildDetail({ thread }))
  id = thread.id
  server.state.numbers.set(id, "+33639981234")
})

async function openThread() {
  const desk = await renderDesk(`/desk/threads/${id}`, server, NOON)
  await desk.wait(50)
  return desk
}
const callbacks = () => server.asked.filter(({ path }) => path.endsWith("/callbacks")).map(({ body }) => body)

test("the number is hidden until somebody asks for it, which the thread then tells", async () => {
  const { user, wait } = await openThread()
  expect(screen.queryByRole("link", { name: /Appeler/ })).toBeNull()
  await user.keyboard("v")
  await wait(50)
  const link = screen.getByRole("link", { name: "Appeler le 06\u00a039\u00a098\u00a012\u00a034" })
  expect(link.getAttribute("href")).toBe("tel:+33639981234")
  expect(document.activeElement).toBe(link)
  expect(server.state.threads.get(id)?.timeline.map(({ kind }) => kind)).toEqual(["number_revealed"])
  // Reading on does not ask again.
  await user.keyboard("v")
  await wait(50)
  expect(server.state.threads.get(id)?.timeline).toHaveLength(1)
})

test("the number goes when one leaves the thread", async () => {
  const { user, wait } = await openThread()
  await user.click(screen.getByRole("button", { name: /Afficher le numéro/ }))
  await wait(50)
  await user.click(screen.getByRole("link", { name: /^Répondus/ }))
  await wait(50)
  expect(document.body.textContent).not.toContain("98")
})

test("r begins the word to note, and Ctrl and Enter save that somebody was reached", async () => {
  const { user, wait } = await openThread()
  await user.keyboard("r")
  await wait(50)
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Ce que vous avez dit" }))
  await user.keyboard(CTRL_ENTER)
  expect(callbacks()).toEqual([])
  await user.keyboard(`La voirie passe demain${CTRL_ENTER}`)
  await wait(100)
  expect(callbacks()).toMatchObject([{ outcome: "reached", text: "La voirie passe demain" }])
  expect(screen.getByText("Rappel noté : le fil est répondu.")).toBeTruthy()
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Ce que vous avez dit" }).value).toBe("")
})

test("nobody reached leaves the thread open, and needs no word", async () => {
  const { user, wait } = await openThread()
  await user.click(screen.getByRole("radio", { name: "Répondeur" }))
  await user.click(screen.getByRole("button", { name: /Noter le rappel/ }))
  await wait(100)
  expect(callbacks()).toMatchObject([{ outcome: "voicemail", text: "" }])
  expect(screen.getByText("Rappel noté : le fil reste ouvert.")).toBeTruthy()
  expect(server.state.threads.get(id)?.thread.state).toBe("open")
})

test("what could not be saved is kept, and is the same call the next time", async () => {
  const { user, wait } = await openThread()
  server.refuseNext("POST", /callbacks/, "offline")
  await user.keyboard("r")
  await user.keyboard(`Joint${CTRL_ENTER}`)
  await wait(100)
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Ce que vous avez dit" }).value).toBe(
    "Joint",
  )
  await user.keyboard(CTRL_ENTER)
  await wait(100)
  expect(new Set(callbacks().map(({ clientId }) => clientId)).size).toBe(1)
  expect(server.state.threads.get(id)?.thread.state).toBe("answered")
})

test("without a number the thread says so, and an answer can still be noted", async () => {
  server.state.numbers.clear()
  await openThread()
  expect(screen.getByText("Aucun numéro de rappel")).toBeTruthy()
  expect(screen.getByRole("textbox", { name: "Ce que vous avez dit" })).toBeTruthy()
})

test("a call has no reply to write, nor the lock of a private message", async () => {
  await openThread()
  expect(screen.queryByRole("textbox", { name: "Votre réponse" })).toBeNull()
  expect(screen.queryByText("Message privé")).toBeNull()
  expect(screen.getByRole("button", { name: /Rappeler/ })).toBeTruthy()
})
