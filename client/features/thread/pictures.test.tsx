import { fireEvent, screen, within } from "@testing-library/react"
import { expect, test } from "vitest"
import type { Media } from "../../../shared/message.ts"
import { buildDetail, buildMedia, buildMessage, buildThread, NOON } from "../../testing/builders.ts"
import { createFakeServer } from "../../testing/fake-server.ts"
import { renderDesk } from "../../testing/render-desk.tsx"

const PERMALINK = "https://x.example/camille_d/status/1"
const exchange = () => within(screen.getByRole("log", { name: "Échanges" }))

async function openMessageWith(...media: Media[]) {
  const server = createFakeServer()
  const thread = buildThread()
  const message = buildMessage({ threadId: thread.id, permalink: PERMALINK, media })
  const detail = buildDetail({ thread, messages: [message] })
  server.add(detail)
  const desk = await renderDesk(`/desk/threads/${thread.id}`, server, NOON)
  return { ...desk, message }
}

test("a picture is shown from Parvis, with its alternative text, also to the eye on demand", async () => {
  const { user, message } = await openMessageWith(buildMedia({ altText: "Un lampadaire éteint" }))
  const image = exchange().getByRole("img", { name: "Un lampadaire éteint" })
  expect(image.getAttribute("src")).toBe(`/api/media/${message.id}/0?v=abc123abc123`)
  expect(exchange().queryByText("Un lampadaire éteint")).toBeNull()
  const chip = exchange().getByRole("button", { name: "Texte alternatif" })
  await user.click(chip)
  expect(exchange().getByText("Un lampadaire éteint")).toBeTruthy()
  expect(chip.getAttribute("aria-expanded")).toBe("true")
})

test("a picture without alternative text says who sent it", async () => {
  await openMessageWith(buildMedia())
  expect(exchange().getByRole("img", { name: "Photo envoyée par Camille Dupré" })).toBeTruthy()
  expect(exchange().queryByRole("button", { name: "Texte alternatif" })).toBeNull()
})

test("Enter opens a picture large, Escape closes it", async () => {
  const { user } = await openMessageWith(buildMedia({ altText: "Un trottoir" }))
  const button = exchange().getByRole("button", { name: "Un trottoir" })
  button.focus()
  await user.keyboard("{Enter}")
  const dialog = screen.getByRole("dialog", { name: "Image" })
  expect(within(dialog).getByRole("img", { name: "Un trottoir" })).toBeTruthy()
  expect(within(dialog).getByText("Un trottoir")).toBeTruthy()
  fireEvent(dialog, new Event("cancel", { cancelable: true }))
  expect(screen.queryByRole("dialog")).toBeNull()
})

test("a film shows its still picture and leads to its network", async () => {
  await openMessageWith(buildMedia({ kind: "video" }))
  const link = exchange().getByRole("link", { name: /Regarder sur X/ })
  expect(link.getAttribute("href")).toBe(PERMALINK)
  expect(within(link).getByRole("img", { name: "Vidéo envoyée par Camille Dupré" })).toBeTruthy()
})

test.each([
  [{ state: "waiting" }, "La photo arrive…"],
  [{ state: "refused" }, "La photo n’a pas pu être reprise ici."],
] as const)("a picture that is not here says so calmly: %j", async (copy, words) => {
  await openMessageWith(buildMedia({ altText: "Un nid-de-poule", copy }))
  expect(exchange().queryByRole("img", { name: /Un nid/ })).toBeNull()
  expect(exchange().getByText(new RegExp(words))).toBeTruthy()
  expect(exchange().getByText(/Un nid-de-poule/)).toBeTruthy()
  expect(exchange().getAllByRole("link", { name: "Voir sur X" }).at(-1)?.getAttribute("href")).toBe(PERMALINK)
})

test("a picture that does not load becomes a placeholder", async () => {
  await openMessageWith(buildMedia({ altText: "Un banc" }))
  fireEvent.error(exchange().getByRole("img", { name: "Un banc" }))
  expect(exchange().getByText(/n’a pas pu être reprise ici/)).toBeTruthy()
})
