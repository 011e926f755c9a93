import { screen, within } from "@testing-library/react"
import { expect, test } from "vitest"
import { RefusalReason } from "../../../shared/account.ts"
import {
  buildAccount,
  buildDetail,
  buildMessage,
  buildPerson,
  buildReply,
  buildThread,
  buildWorkspace,
  minutes,
  newId,
  NOON,
} from "../../testing/builders.ts"
import { createFakeServer } from "../../testing/fake-server.ts"
import { renderDesk } from "../../testing/render-desk.tsx"

const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Votre réponse" })
const exchange = () => within(screen.getByRole("log", { name: "Échanges" }))

async function openThread(parts: Parameters<typeof buildDetail>[0] = {}, workspace = buildWorkspace()) {
  const server = createFakeServer(workspace)
  const account = workspace.accounts[0] ?? buildAccount()
  const detail = buildDetail({ thread: buildThread({ accountId: account.id }), ...parts })
  server.add(detail)
  const desk = await renderDesk(`/desk/threads/${detail.thread.id}`, server, NOON)
  const stored = () => server.state.threads.get(detail.thread.id)!
  return { ...desk, id: detail.thread.id, stored }
}

test("what is typed is on the server within a second", async () => {
  const { user, wait, stored } = await openThread()
  await user.type(field(), "Bonjour Camille")
  await wait(700)
  expect(stored().draft.text).toBe("Bonjour Camille")
  expect(screen.getByText("Brouillon enregistré")).toBeTruthy()
})

test("a draft that cannot be saved stays here, and is saved when the connection returns", async () => {
  const { user, wait, stored, server, live } = await openThread()
  server.refuseNext("PUT", /draft/, "offline")
  await user.type(field(), "Bonjour")
  await wait(700)
  expect(screen.getByText("Brouillon gardé ici, pas encore enregistré")).toBeTruthy()
  live.reconnect()
  await wait(100)
  expect(stored().draft.text).toBe("Bonjour")
})

test("a draft survives going to another thread and back", async () => {
  const { user, wait, server } = await openThread()
  const other = buildDetail({
    thread: buildThread({ contact: { id: newId(), username: "b", name: "Bilal" } }),
  })
  server.add(other)
  await user.type(field(), "À moitié éc")
  await user.click(screen.getAllByRole("link", { name: /Camille/ })[0]!)
  window.history.pushState(null, "", `/desk/threads/${other.thread.id}`)
  await wait(100)
  expect(field().value).toBe("")
  window.history.back()
  await wait(300)
  expect(field().value).toBe("À moitié éc")
})

test("a sent reply is on screen at once, counts down, and can be undone with z", async () => {
  const { user, wait, stored } = await openThread()
  await user.type(field(), "Une équipe passe demain.")
  await user.keyboard("{Control>}{Enter}{/Control}")
  expect(exchange().getByText("Une équipe passe demain.")).toBeTruthy()
  expect(field().value).toBe("")
  await wait(100)
  expect(exchange().getByText(/Part dans 10\ss/)).toBeTruthy()
  await wait(3000)
  expect(exchange().getByText(/Part dans [67]\ss/)).toBeTruthy()
  field().blur()
  await user.keyboard("z")
  await wait(200)
  expect(stored().replies[0]?.state).toBe("cancelled")
  expect(exchange().queryByText("Une équipe passe demain.")).toBeNull()
  expect(field().value).toBe("Une équipe passe demain.")
})

test("undoing too late says so", async () => {
  const { user, wait, server } = await openThread()
  await user.type(field(), "Merci")
  await user.keyboard("{Control>}{Enter}{/Control}")
  await wait(100)
  server.refuseNext("POST", /cancel/, {
    status: 409,
    body: { type: "about:blank", title: "", status: 409, code: "too_late_to_cancel" },
  })
  await user.click(screen.getByRole("button", { name: /Annuler/ }))
  await wait(100)
  expect(screen.getByText(/Trop tard pour annuler/)).toBeTruthy()
})

test("from another thread, a held reply can still be undone", async () => {
  const { user, wait, stored } = await openThread()
  await user.type(field(), "Merci")
  await user.keyboard("{Control>}{Enter}{/Control}")
  await wait(100)
  window.history.pushState(null, "", "/desk/")
  await wait(100)
  expect(screen.getByText(/Réponse à Camille Dupré : part dans/)).toBeTruthy()
  await user.click(screen.getByRole("button", { name: /Annuler l’envoi/ }))
  await wait(200)
  expect(stored().replies[0]?.state).toBe("cancelled")
})

test("when the thread changed meanwhile, nothing is sent, the text is kept, and the change is shown", async () => {
  const { user, wait, stored, server, id } = await openThread()
  await user.type(field(), "Nous passons demain.")
  const message = buildMessage({
    threadId: id,
    text: "Ah, c’est réparé !",
    threadVersion: 2,
    sentAt: minutes(0),
  })
  // The event was lost: only the server knows.
  server.state.threads.set(id, {
    ...stored(),
    thread: { ...stored().thread, version: 2 },
    messages: [...stored().messages, message],
  })
  await user.keyboard("{Control>}{Enter}{/Control}")
  await wait(100)
  const banner = screen.getByRole("alert")
  expect(banner.textContent).toContain("1 changement pendant que vous écriviez")
  expect(banner.textContent).toContain("Ah, c’est réparé !")
  expect(field().value).toBe("Nous passons demain.")
  expect(stored().replies).toEqual([])
  await user.click(within(banner).getByRole("button", { name: "Envoyer quand même" }))
  await wait(100)
  expect(stored().replies.map(({ text }) => text)).toEqual(["Nous passons demain."])
})

test("a second public reply, after a colleague’s, must be confirmed", async () => {
  const { user, wait, stored, server, id, tell } = await openThread()
  await user.type(field(), "Nous passons demain.")
  const reply = buildReply({
    threadId: id,
    by: { id: newId(), name: "Tom Rivière" },
    text: "C’est fait.",
    threadVersion: 2,
  })
  server.state.threads.set(id, { ...stored(), thread: { ...stored().thread, version: 2 }, replies: [reply] })
  await tell({ type: "reply.changed", reply }, { type: "thread.changed", thread: stored().thread })
  await wait(300)
  const banner = screen.getByRole("alert")
  expect(banner.textContent).toContain("Tom Rivière a répondu")
  await user.click(within(banner).getByRole("button", { name: "Envoyer quand même" }))
  const dialog = screen.getByRole("dialog", { name: /Répondre une seconde fois/ })
  expect(stored().replies).toHaveLength(1)
  await user.click(within(dialog).getByRole("button", { name: "Envoyer une seconde réponse" }))
  await wait(100)
  expect(stored().replies).toHaveLength(2)
})

test("a reply that could not reach the server is the draft again; sent anew it is the same reply", async () => {
  const { user, wait, server, stored } = await openThread()
  server.refuseNext("POST", /replies/, "offline")
  await user.type(field(), "Merci !")
  await user.click(screen.getByRole("button", { name: /^Envoyer/ }))
  await wait(100)
  expect(screen.getByRole("alert").textContent).toContain("La réponse n’est pas partie")
  expect(field().value).toBe("Merci !")
  await user.click(screen.getByRole("button", { name: /^Envoyer/ }))
  await wait(100)
  const [first, second] = server.asked.filter(({ path }) => path.endsWith("/replies"))
  expect(first?.body.clientId).toBe(second?.body.clientId)
  expect(stored().replies).toHaveLength(1)
})

test("the end of the session keeps the text and asks to sign in on the spot", async () => {
  const { user, wait, server, stored } = await openThread()
  server.state.signedIn = false
  await user.type(field(), "Bonjour")
  await wait(700)
  const dialog = screen.getByRole("dialog", { name: "Votre session est terminée" })
  await user.type(within(dialog).getByLabelText("Adresse électronique"), "nadia@parvis.local")
  await user.type(within(dialog).getByLabelText("Mot de passe"), "un long mot de passe")
  await user.click(within(dialog).getByRole("button", { name: "Se connecter" }))
  await wait(300)
  expect(screen.queryByRole("dialog")).toBeNull()
  expect(field().value).toBe("Bonjour")
  expect(stored().draft.text).toBe("Bonjour")
})

const states = [
  ["queued", /En attente de son tour/, ["Annuler"]],
  ["sending", /Envoi en cours/, []],
  ["unknown", /Vérification en cours/, []],
  ["uncertain", /Nous ne savons pas si cette réponse est partie/, ["Reprendre le texte", "Renvoyer"]],
  ["failed", /La réponse n’est pas partie/, ["Reprendre le texte", "Renvoyer"]],
  ["sent", /Envoyée/, []],
] as const

test.each(states)("a reply in state %s says so, with what one can do", async (state, words, actions) => {
  const replies = [
    buildReply({ state, reason: state === "failed" ? "duplicate_text" : null, permalink: null }),
  ]
  await openThread({ replies })
  expect(exchange().getByText(words)).toBeTruthy()
  expect(
    exchange()
      .queryAllByRole("button")
      .map((button) => button.textContent),
  ).toEqual(actions)
  if (state === "failed") expect(exchange().getByText(/refuse deux fois le même texte/)).toBeTruthy()
  if (state === "uncertain") expect(exchange().getByRole("link", { name: "Chercher sur X" })).toBeTruthy()
})

test("a reply that waits for the network says why, and when it goes again", async () => {
  const replies = [
    buildReply({ state: "retry", reason: "rate_limited", dueAt: minutes(30), permalink: null }),
  ]
  await openThread({ replies })
  expect(exchange().getByText(/Reprise à \d\d:30/)).toBeTruthy()
  expect(exchange().getByText("X limite le nombre d’envois.")).toBeTruthy()
})

test("every refusal is said in plain words", async () => {
  const replies = RefusalReason.options.map((reason) => buildReply({ state: "failed", reason }))
  await openThread({ replies })
  expect(exchange().getAllByText("La réponse n’est pas partie")).toHaveLength(RefusalReason.options.length)
  expect(exchange().queryByText(/words\.reason/)).toBeNull()
})

test("what was refused can be taken back into the draft", async () => {
  const { user, wait } = await openThread({ replies: [buildReply({ state: "failed", text: "Trop long…" })] })
  await user.click(screen.getByRole("button", { name: "Reprendre le texte" }))
  await wait(200)
  expect(field().value).toBe("Trop long…")
})

test("an account to reconnect is said above the composer; only an admin can try again", async () => {
  const trouble = { reason: "token_rejected", detail: "401", since: minutes(-5), retryAt: null } as const
  const account = buildAccount({ state: "reconnect", trouble })
  const thread = buildThread({ accountId: account.id })
  const first = await openThread({ thread }, buildWorkspace({ accounts: [account] }))
  expect(screen.getByText("@VilleDeParvis doit être reconnecté")).toBeTruthy()
  expect(screen.queryByRole("button", { name: "Réessayer la connexion" })).toBeNull()
  first.view.unmount()
  await openThread({ thread }, buildWorkspace({ accounts: [account], me: buildPerson({ role: "admin" }) }))
  expect(screen.getByRole("button", { name: "Réessayer la connexion" })).toBeTruthy()
})

test("public and private are told apart in words", async () => {
  const first = await openThread()
  expect(screen.getByText("Réponse publique, visible de tous")).toBeTruthy()
  first.view.unmount()
  await openThread({ thread: buildThread({ visibility: "direct" }) })
  expect(screen.getByText("Message privé, lu par Camille Dupré seulement")).toBeTruthy()
})

test("the words that decided are marked in the message, and named", async () => {
  const text = "Le lampadaire est éteint, c’est dangereux"
  const words = [
    { start: 3, end: 13, text: "lampadaire", for: "department" as const },
    { start: 32, end: 41, text: "dangereux", for: "urgency" as const },
  ]
  const message = buildMessage({ text })
  await openThread({ messages: [{ ...message, classification: { ...message.classification!, words } }] })
  expect(exchange().getByText("lampadaire", { selector: "mark" }).title).toMatch(/service$/)
  expect(exchange().getByText("dangereux", { selector: "mark" }).title).toMatch(/urgence$/)
})

test("a head sees what is asked and until when, and gives the thread back with a word", async () => {
  const me = buildPerson({ role: "head", departments: ["voirie"], name: "Karim Haddad" })
  const escalation = {
    department: "voirie",
    note: "Quand est prévu l’enrobé ?",
    by: { id: newId(), name: "Nadia Benali" },
    at: minutes(-60),
    dueAt: minutes(120),
  }
  const thread = buildThread({ state: "waiting_department", escalation })
  const { user, wait, stored } = await openThread({ thread }, buildWorkspace({ me }))
  expect(screen.getByRole("heading", { name: "Nadia Benali demande l’aide de votre service" })).toBeTruthy()
  expect(screen.getByText("Quand est prévu l’enrobé ?")).toBeTruthy()
  expect(screen.getByText(/À rendre avant \d\d:00/)).toBeTruthy()
  expect(screen.queryByRole("button", { name: /Transmettre/ })).toBeNull()
  await user.click(screen.getByRole("button", { name: "Rendre à l’équipe" }))
  await wait(50)
  await user.type(screen.getByRole("textbox", { name: "Votre mot à l’équipe" }), "Jeudi.")
  await user.click(screen.getByRole("button", { name: /Rendre avec ce mot/ }))
  await wait(200)
  expect(stored().thread.state).toBe("ready")
})
