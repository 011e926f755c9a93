import { screen } from "@testing-library/react"
import { beforeEach, expect, onTestFinished, test } from "vitest"
import {
  buildAccount,
  buildDetail,
  buildPerson,
  buildThread,
  buildWorkspace,
  NOON,
} from "../../testing/builders.ts"
import { createFakeServer, type FakeServer } from "../../testing/fake-server.ts"
import { renderDesk } from "../../testing/render-desk.tsx"

const LINE = buildAccount({
  network: "phone",
  externalId: "0500000000",
  username: "0500000000",
  name: "Allô mairie",
})

let server: FakeServer
let presses: number
beforeEach(() => {
  server = createFakeServer(buildWorkspace({ accounts: [buildAccount(), LINE] }))
  presses = 0
})

/** The desk with a keyboard alone: every press is counted. */
async function openDesk(path = "/desk/") {
  const desk = await renderDesk(path, server, NOON)
  const count = () => (presses += 1)
  document.addEventListener("keydown", count, { capture: true })
  onTestFinished(() => document.removeEventListener("keydown", count, { capture: true }))
  const { user, wait } = desk
  const keys = async (...each: string[]) => {
    for (const key of each) await user.keyboard(key)
    await wait(50)
  }
  return { ...desk, keys }
}

const calls = () => server.asked.filter(({ path }) => path === "/api/calls").map(({ body }) => body)
const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name })
const REQUEST = "Un trou devant l’école, une dame est tombée"
const CTRL_ENTER = "{Control>}{Enter}{/Control}"
const CTRL_SHIFT_ENTER = "{Control>}{Shift>}{Enter}{/Shift}{/Control}"

test("a whole call is noted by keyboard alone: six presses beyond its words", async () => {
  const { keys, wait } = await openDesk()
  const words = ["Odile Kermarrec", "0639981234", REQUEST, "12 quai de la Fontaine"] as const
  await keys("t", words[0], "{Tab}", words[1], "{Tab}", words[2], "{Tab}", words[3], CTRL_ENTER)
  await wait(100)
  expect(calls()).toMatchObject([
    { name: words[0], request: REQUEST, place: words[3], answer: "", settled: false },
  ])
  expect(String(calls()[0]?.["number"]).replace(/\s/g, "")).toBe("0639981234")
  expect(presses - words.join("").length).toBe(6)
  // Ready for the next one.
  expect(screen.getByText("Appel noté : Odile Kermarrec")).toBeTruthy()
  expect(document.activeElement).toBe(field("Nom"))
  expect(field("Demande").value).toBe("")
})

test("a call that is settled takes seven, and a bare one five; two calls are two", async () => {
  const { keys, wait } = await openDesk()
  await keys("t", "{Tab}", "{Tab}", REQUEST, CTRL_ENTER)
  await wait(100)
  expect(presses - REQUEST.length).toBe(5)
  presses = 0
  await keys("{Tab}", "{Tab}", REQUEST, "{Tab}", "{Tab}", "On passe demain", CTRL_SHIFT_ENTER)
  await wait(100)
  expect(presses - (REQUEST + "On passe demain").length).toBe(7)
  expect(screen.getByText("Appel noté et réglé")).toBeTruthy()
  expect(calls()).toMatchObject([
    { settled: false, name: "" },
    { settled: true, answer: "On passe demain" },
  ])
  expect(calls()[0]?.["clientId"]).not.toBe(calls()[1]?.["clientId"])
})

test("Alt and Enter open the thread of the call that was saved; its row does not show the number", async () => {
  const { keys, wait } = await openDesk()
  await keys("t", "Odile", "{Enter}", "0639981234", "{Tab}", REQUEST, CTRL_ENTER)
  await wait(100)
  expect(screen.getAllByText(REQUEST, { exact: false }).length).toBeGreaterThan(0)
  await keys("{Alt>}{Enter}{/Alt}")
  await wait(200)
  expect(window.location.pathname).toMatch(/^\/desk\/threads\/[0-9a-f]{24}$/)
  expect(screen.queryByRole("dialog")).toBeNull()
  expect(document.body.textContent.replace(/\s/g, "")).not.toContain("639981234")
})

test("a number that cannot be called and a call that asks nothing are not saved, and say so", async () => {
  const { keys } = await openDesk()
  await keys("t", "{Tab}", "06 39 98", CTRL_ENTER)
  expect(screen.getByText(/Ce numéro n’est pas complet/)).toBeTruthy()
  expect(screen.getByText("Notez ce qui est demandé.")).toBeTruthy()
  expect(document.activeElement).toBe(field("Numéro de rappel"))
  await keys(" 12 34", "{Tab}")
  expect(screen.queryByText(/Ce numéro n’est pas complet/)).toBeNull()
  expect(calls()).toEqual([])
})

test("a number is shown as it was understood", async () => {
  const { keys } = await openDesk()
  await keys("t", "{Tab}", "+33639981234", "{Tab}")
  expect(field("Numéro de rappel").value).toBe("06\u00a039\u00a098\u00a012\u00a034")
})

test("a number among the words is pointed at: everybody would read it", async () => {
  const { keys } = await openDesk()
  await keys("t", "{Tab}", "{Tab}", "Rappeler au 06 39 98 12 34")
  expect(screen.getByText(/Il y a un numéro dans la demande/)).toBeTruthy()
})

test("Escape asks before anything written goes out of sight, and what is kept comes back", async () => {
  const { keys } = await openDesk()
  await keys("t", "Odile", "{Escape}")
  expect(screen.getByText("Garder cette saisie ?")).toBeTruthy()
  await keys("{Escape}")
  expect(screen.queryByText("Garder cette saisie ?")).toBeNull()
  await keys("{Escape}", "{Enter}")
  expect(screen.queryByRole("dialog")).toBeNull()
  await keys("t")
  expect(field("Nom").value).toBe("Odile")
  await keys("{Escape}", "{Shift>}{Tab}{/Shift}", "{Enter}", "t")
  expect(field("Nom").value).toBe("")
  await keys("{Escape}")
  expect(screen.queryByRole("dialog")).toBeNull()
  // Nothing of it ever went to this computer's disk.
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("Odile")
})

test("leaving the page with a call half noted is asked about", async () => {
  const { keys } = await openDesk()
  const leave = () => {
    const event = new Event("beforeunload", { cancelable: true })
    window.dispatchEvent(event)
    return event.defaultPrevented
  }
  expect(leave()).toBe(false)
  await keys("t", "Odile")
  expect(leave()).toBe(true)
})

test("a call whose answer was lost is the same call when it is saved again", async () => {
  const { keys, wait } = await openDesk()
  server.refuseNext("POST", /calls/, "offline")
  await keys("t", "{Tab}", "{Tab}", REQUEST, CTRL_ENTER)
  await wait(100)
  expect(screen.getByText(/Le serveur ne répond pas/)).toBeTruthy()
  expect(field("Demande").value).toBe(REQUEST)
  await keys(CTRL_ENTER)
  await wait(100)
  expect(screen.getByText("Appel noté")).toBeTruthy()
  expect(new Set(calls().map(({ clientId }) => clientId)).size).toBe(1)
})

test("the key works over any page, and only where there is a line and the person notes calls", async () => {
  const detail = buildDetail({ thread: buildThread() })
  server.add(detail)
  const { keys } = await openDesk(`/desk/threads/${detail.thread.id}`)
  await keys("t")
  expect(screen.getByRole("dialog", { name: "Noter un appel" })).toBeTruthy()
})

test.each([
  ["there is no line", buildWorkspace()],
  ["the person heads a department", buildWorkspace({ me: buildPerson({ role: "head" }), accounts: [LINE] })],
])("the key does nothing where %s", async (_where, workspace) => {
  server = createFakeServer(workspace)
  const { keys } = await openDesk()
  await keys("t")
  expect(screen.queryByRole("dialog")).toBeNull()
  expect(screen.queryByRole("button", { name: "Noter un appel" })).toBeNull()
})
