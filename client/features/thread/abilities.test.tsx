import { screen, within } from "@testing-library/react"
import { expect, test } from "vitest"
import type { Ability } from "../../../shared/ability.ts"
import {
  buildAccount,
  buildDetail,
  buildMessage,
  buildThread,
  buildWorkspace,
  minutes,
  NOON,
} from "../../testing/builders.ts"
import { createFakeServer } from "../../testing/fake-server.ts"
import { renderDesk } from "../../testing/render-desk.tsx"

const exchange = () => within(screen.getByRole("log", { name: "Échanges" }))
const can = (action: Ability["action"], more: Partial<Ability> = {}): Ability => ({
  action,
  refusal: null,
  until: null,
  ...more,
})

async function openThread(abilities: Ability[], message: Parameters<typeof buildMessage>[0] = {}) {
  const workspace = buildWorkspace()
  const server = createFakeServer(workspace)
  const thread = buildThread({ accountId: workspace.accounts[0]?.id ?? buildAccount().id })
  const detail = buildDetail({ thread, messages: [buildMessage({ threadId: thread.id, ...message })] })
  server.add(detail)
  server.state.abilities = abilities
  const desk = await renderDesk(`/desk/threads/${thread.id}`, server, NOON)
  return { ...desk, server }
}

test("a thread the network does not let us answer says why, and leaves notes and the FAQ open", async () => {
  await openThread([can("reply", { refusal: "not_summoned" })])
  expect(await screen.findByText("Pas de réponse possible d’ici")).toBeTruthy()
  expect(screen.getByText(/son message ne cite pas la ville/)).toBeTruthy()
  expect(screen.queryByRole("textbox", { name: "Votre réponse" })).toBeNull()
  expect(screen.getByRole("button", { name: "Note interne" })).toBeTruthy()
})

test("a public message can be answered in private where the network allows it, and until when", async () => {
  const { user, server } = await openThread([can("reply"), can("private_reply", { until: minutes(60 * 24) })])
  await user.click(await screen.findByRole("checkbox", { name: "En privé" }))
  expect(screen.getByText(/possible jusqu’au/)).toBeTruthy()
  expect(screen.getByText(/Message privé, lu par/)).toBeTruthy()
  await user.type(screen.getByRole("textbox", { name: "Votre réponse" }), "Bonjour")
  await user.click(screen.getByRole("button", { name: "Envoyer" }))
  expect(server.asked.find(({ path }) => path.endsWith("/replies"))?.body).toMatchObject({
    text: "Bonjour",
    privately: true,
  })
})

test("what the network allows is offered on the message, and nothing else", async () => {
  const { user, server } = await openThread([
    can("reply"),
    can("hide"),
    can("like", { refusal: "not_offered" }),
  ])
  await user.click(await exchange().findByRole("button", { name: "Masquer aux habitants" }))
  expect(server.state.acts).toEqual(["hide"])
  expect(exchange().queryByRole("button", { name: "Aimer" })).toBeNull()
})

test("an edited message shows its latest words, and keeps the earlier ones at hand", async () => {
  await openThread([can("reply")], {
    text: "toute la rue est éteinte",
    editedAt: minutes(-1),
    earlier: [{ text: "le lampadaire est éteint", at: minutes(-5) }],
  })
  expect(exchange().getByText(/modifié à/)).toBeTruthy()
  expect(exchange().getByText("Version d’avant")).toBeTruthy()
  expect(exchange().getByText("le lampadaire est éteint")).toBeTruthy()
})

test("a removed message leaves its place, and says that nothing is kept", async () => {
  await openThread([can("reply"), can("hide")], { text: "", removedAt: minutes(-1), classification: null })
  expect(exchange().getByText(/Message supprimé sur X/)).toBeTruthy()
})
