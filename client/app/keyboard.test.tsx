import { fireEvent, screen } from "@testing-library/react"
import { expect, test } from "vitest"
import { buildDetail, buildThread, minutes, NOON } from "../testing/builders.ts"
import { createFakeServer } from "../testing/fake-server.ts"
import { renderDesk } from "../testing/render-desk.tsx"
// Loaded lazily by the app; here beforehand, so that no test waits for it.
import "../features/profile/profile-page.tsx"

function threeThreads() {
  const server = createFakeServer()
  const ids = ["Anne", "Bilal", "Chloé"].map((name, index) => {
    const contact = { id: "0".repeat(24), username: name.toLowerCase(), name }
    const detail = buildDetail({ thread: buildThread({ contact, lastMessageAt: minutes(-index - 1) }) })
    server.add(detail)
    return detail.thread.id
  })
  return { server, ids }
}

const press = (key: string, more: Partial<KeyboardEventInit> = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
const focusedThread = () => (document.activeElement as HTMLElement | null)?.dataset.thread

test("j and k walk the list, Enter and o open", async () => {
  const { server, ids } = threeThreads()
  const { user, wait } = await renderDesk("/desk/", server, NOON)
  press("j")
  expect(focusedThread()).toBe(ids[0])
  press("j")
  expect(focusedThread()).toBe(ids[1])
  press("j")
  press("j")
  expect(focusedThread()).toBe(ids[2])
  press("k")
  expect(focusedThread()).toBe(ids[1])
  press("o")
  await wait(50)
  expect(window.location.pathname).toBe(`/desk/threads/${ids[1]}`)
  press("j")
  await user.keyboard("{Enter}")
  await wait(50)
  expect(window.location.pathname).toBe(`/desk/threads/${ids[2]}`)
})

test("r answers, n notes, and Escape leaves the field for the thread", async () => {
  const { server, ids } = threeThreads()
  const { wait, user } = await renderDesk(`/desk/threads/${ids[0]}`, server, NOON)
  press("r")
  await wait(50)
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Votre réponse" }))
  // In a field, letters are letters.
  await user.keyboard("je note")
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Votre réponse" }).value).toBe("je note")
  await user.keyboard("{Escape}")
  expect(document.activeElement?.id).toBe("thread-title")
  press("n")
  await wait(50)
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Votre note" }))
})

test("i takes and releases, at once on screen", async () => {
  const { server, ids } = threeThreads()
  const { wait } = await renderDesk(`/desk/threads/${ids[0]}`, server, NOON)
  press("i")
  await wait(0)
  expect(screen.getByRole("button", { name: /Libérer/ })).toBeTruthy()
  await wait(100)
  expect(server.state.threads.get(ids[0]!)?.thread.assignee?.name).toBe("Nadia Benali")
  press("i")
  await wait(100)
  expect(server.state.threads.get(ids[0]!)?.thread.assignee).toBeNull()
})

test("an act that the server refuses is undone on screen, and said", async () => {
  const { server, ids } = threeThreads()
  const { wait } = await renderDesk(`/desk/threads/${ids[0]}`, server, NOON)
  server.refuseNext("POST", /assignment/, "offline")
  press("i")
  await wait(200)
  expect(screen.getByRole("button", { name: /Prendre/ })).toBeTruthy()
  expect(screen.getByText(/Le serveur ne répond pas/)).toBeTruthy()
})

test("e closes and goes to the next thread", async () => {
  const { server, ids } = threeThreads()
  const { wait } = await renderDesk(`/desk/threads/${ids[0]}`, server, NOON)
  press("e")
  await wait(300)
  expect(server.state.threads.get(ids[0]!)?.thread.state).toBe("closed")
  expect(window.location.pathname).toBe(`/desk/threads/${ids[1]}`)
})

test("d opens the hand-over, c goes to the classification", async () => {
  const { server, ids } = threeThreads()
  const { user, wait } = await renderDesk(`/desk/threads/${ids[0]}`, server, NOON)
  press("c")
  await wait(50)
  expect((document.activeElement as HTMLSelectElement).value).toBe("eclairage")
  ;(document.activeElement as HTMLElement).blur()
  press("d")
  await wait(50)
  await user.type(screen.getByRole("textbox", { name: "Mot pour le service" }), "Quand passez-vous ?")
  await user.keyboard("{Control>}{Enter}{/Control}")
  await wait(200)
  const { thread } = server.state.threads.get(ids[0]!)!
  expect(thread.state).toBe("waiting_department")
  expect(thread.escalation?.note).toBe("Quand passez-vous ?")
})

test("/ goes to the filters and ? lists the keys", async () => {
  const { server } = threeThreads()
  const { wait } = await renderDesk("/desk/", server, NOON)
  press("/")
  expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "Service" }))
  ;(document.activeElement as HTMLElement).blur()
  press("?", { shiftKey: true })
  await wait(50)
  expect(screen.getByRole("dialog", { name: "Raccourcis clavier" })).toBeTruthy()
})

test("keys with a modifier, and keys that compose a character, are not ours", async () => {
  const { server, ids } = threeThreads()
  const { wait } = await renderDesk(`/desk/threads/${ids[0]}`, server, NOON)
  press("i", { ctrlKey: true })
  press("i", { metaKey: true })
  press("i", { isComposing: true })
  await wait(100)
  expect(server.state.threads.get(ids[0]!)?.thread.assignee).toBeNull()
})

test("shortcuts can be switched off, and stay off", async () => {
  const { server, ids } = threeThreads()
  const { user, wait } = await renderDesk("/desk/profile", server, NOON)
  await wait(200)
  await user.click(await screen.findByRole("checkbox", { name: "Raccourcis d’une seule touche" }))
  expect(localStorage.getItem("parvis.shortcuts")).toBe("off")
  await user.click(screen.getByRole("link", { name: /^À traiter/ }))
  await wait(100)
  press("j")
  expect(focusedThread()).toBeUndefined()
  expect(ids).toHaveLength(3)
})
