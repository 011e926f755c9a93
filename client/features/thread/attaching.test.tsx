import { fireEvent, screen, within } from "@testing-library/react"
import { expect, test } from "vitest"
import { buildAccount, buildDetail, buildThread, buildWorkspace, NOON } from "../../testing/builders.ts"
import { createFakeServer } from "../../testing/fake-server.ts"
import { refuse } from "../../testing/fake-state.ts"
import { renderDesk } from "../../testing/render-desk.tsx"

const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Votre réponse" })
const altField = (number: number) =>
  screen.getByRole<HTMLInputElement>("textbox", { name: `Texte alternatif de l’image ${number}` })
const send = () => screen.getByRole<HTMLButtonElement>("button", { name: /Envoyer/ })
const exchange = () => within(screen.getByRole("log", { name: "Échanges" }))
const photo = (name = "a.png", type = "image/png", size = 10) =>
  new File([new Uint8Array(size)], name, { type })

async function openThread(parts: Parameters<typeof buildThread>[0] = {}) {
  const account = buildAccount()
  const server = createFakeServer(buildWorkspace({ accounts: [account] }))
  const detail = buildDetail({ thread: buildThread({ accountId: account.id, ...parts }) })
  server.add(detail)
  const desk = await renderDesk(`/desk/threads/${detail.thread.id}`, server, NOON)
  const stored = () => server.state.threads.get(detail.thread.id)!
  const choose = async (...files: File[]) => {
    fireEvent.change(screen.getByLabelText("Choisir des images"), { target: { files } })
    await desk.wait(10)
  }
  const sent = () => server.asked.filter(({ path }) => path.endsWith("/replies")).map(({ body }) => body)
  return { ...desk, stored, choose, sent }
}

test("a picture leaves with the reply, with what it shows in words, and stands in its bubble", async () => {
  const { user, wait, choose, sent } = await openThread()
  await choose(photo())
  await user.type(altField(1), "Le plan des travaux")
  await user.type(field(), "Voici le plan.")
  await user.click(send())
  await wait(50)
  expect(sent()).toMatchObject([{ text: "Voici le plan.", pictures: [{ altText: "Le plan des travaux" }] }])
  expect(exchange().getByRole("img", { name: "Le plan des travaux" })).toBeTruthy()
  expect(screen.queryByRole("group", { name: "Images jointes" })).toBeNull()
})

test("a picture without words may leave, after a gentle reminder of its alternative text", async () => {
  const { user, wait, choose, sent } = await openThread()
  expect(send().disabled).toBe(true)
  await choose(photo())
  expect(screen.getByText(/Sans texte alternatif/)).toBeTruthy()
  await user.click(send())
  await wait(50)
  expect(sent()).toMatchObject([{ text: "", pictures: [{ altText: "" }] }])
})

test("a picture is attached by paste and by drop", async () => {
  const { wait } = await openThread()
  const clipboardData = { files: [photo()], getData: () => "" }
  fireEvent.paste(field(), { clipboardData })
  const dataTransfer = { files: [photo("b.png")], types: ["Files"] }
  fireEvent.dragOver(field(), { dataTransfer })
  fireEvent.drop(field(), { dataTransfer })
  await wait(10)
  expect(within(screen.getByRole("group", { name: "Images jointes" })).getAllByRole("listitem")).toHaveLength(
    2,
  )
})

test("text pasted from an office program stays text", async () => {
  const { wait } = await openThread()
  fireEvent.paste(field(), { clipboardData: { files: [photo()], getData: () => "Bonjour" } })
  await wait(10)
  expect(screen.queryByRole("group", { name: "Images jointes" })).toBeNull()
})

test("nothing is sent while a picture is on its way", async () => {
  const { user, wait } = await openThread()
  await user.type(field(), "Bonjour")
  fireEvent.change(screen.getByLabelText("Choisir des images"), { target: { files: [photo()] } })
  expect(screen.getByRole("progressbar", { name: /en cours d’envoi/ })).toBeTruthy()
  expect(send().disabled).toBe(true)
  await wait(10)
  expect(send().disabled).toBe(false)
})

test("what is no picture, too heavy, or one too many is refused in words", async () => {
  const { choose } = await openThread()
  await choose(photo("a.svg", "image/svg+xml"))
  expect(screen.getByRole("alert").textContent).toContain("Seules les images JPEG")
  await choose(photo("a.png", "image/png", 8 * 1024 * 1024 + 1))
  expect(screen.getByRole("alert").textContent).toContain("8 Mo au plus")
  await choose(...Array.from({ length: 5 }, () => photo()))
  expect(screen.getByRole("alert").textContent).toContain("4 images au plus")
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Joindre une image" }).disabled).toBe(true)
})

test("a picture that the server refuses says why, and can be removed", async () => {
  const { user, server, choose } = await openThread()
  server.refuseNext("POST", /pictures/, refuse("not_a_picture", 422))
  await user.type(field(), "Bonjour")
  await choose(photo())
  expect(screen.getByText("Ce n’est pas une image")).toBeTruthy()
  expect(send().disabled).toBe(true)
  await user.click(screen.getByRole("button", { name: "Retirer l’image 1" }))
  expect(send().disabled).toBe(false)
})

test("a reply that is refused, or taken back, gives its pictures back with its text", async () => {
  const { user, wait, server, choose } = await openThread()
  await choose(photo())
  await user.type(altField(1), "Un banc")
  server.refuseNext("POST", /replies$/, "offline")
  await user.click(send())
  await wait(50)
  expect(altField(1).value).toBe("Un banc")
  await user.click(send())
  await wait(50)
  expect(screen.queryByRole("group", { name: "Images jointes" })).toBeNull()
  await user.click(exchange().getByRole("button", { name: /Annuler/ }))
  await wait(200)
  expect(altField(1).value).toBe("Un banc")
})

test("pictures wait while a note is written", async () => {
  const { user, choose } = await openThread()
  await choose(photo())
  await user.click(screen.getByRole("button", { name: "Note interne" }))
  await user.click(screen.getByRole("button", { name: "Répondre" }))
  expect(altField(1)).toBeTruthy()
})

test("on Messenger a picture leaves by itself", async () => {
  const { user, choose } = await openThread({ network: "facebook", visibility: "direct" })
  await choose(photo())
  expect(screen.getByText("Messenger ne transmet pas de texte alternatif.")).toBeTruthy()
  expect(send().disabled).toBe(false)
  await user.type(field(), "Bonjour")
  expect(screen.getByRole("alert").textContent).toContain("une image part seule")
  expect(send().disabled).toBe(true)
})

test("where a reply carries one picture, a second one is not attached", async () => {
  const { choose } = await openThread({ network: "facebook" })
  await choose(photo(), photo("b.png"))
  expect(screen.getByRole("alert").textContent).toContain("Une image au plus")
  expect(within(screen.getByRole("group", { name: "Images jointes" })).getAllByRole("listitem")).toHaveLength(
    1,
  )
})
