import { afterEach, beforeEach, expect, test } from "vitest"
import type { Connector, OutgoingReply } from "../../server/connectors/connector.ts"
import { createXConnector } from "../../server/connectors/x/x-connector.ts"
import { type Simulator, startSimulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"

const signal = () => new AbortController().signal

let simulator: Simulator
let control: ReturnType<typeof controlOf>
let connector: Connector

beforeEach(async () => {
  simulator = await startSimulator({ seed: 1 })
  control = controlOf(simulator.url)
  const { accessToken } = simulator.credentials.oauth2
  const credentials = { kind: "oauth2", accessToken } as const
  connector = createXConnector({ apiUrl: simulator.url, credentials, pollMs: 1_000 })
  await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
})
afterEach(() => simulator.close())

const idOf = (answer: unknown) => (answer as { post: { id: string } }).post.id
const said = async (text: string, more: object = {}) =>
  idOf(await control.post("/posts", { by: "marie_parvis", text, ...more }))
const edited = async (id: string, text: string) => idOf(await control.put(`/posts/${id}`, { text }))

test("an edited post keeps its name, and each version has its own", async () => {
  const id = await said("@VilleDeParvis un lampadaire éteint")
  const { messages: before, cursor } = await connector.fetch("mentions", null, signal())
  const version = await edited(id, "@VilleDeParvis deux lampadaires éteints")
  const { messages: after } = await connector.fetch("mentions", cursor, signal())
  expect(before.at(-1)).toMatchObject({ externalId: id, revision: { id } })
  expect(after).toMatchObject([{ externalId: id, revision: { id: version } }])
})

test("what stands on X now is told for what is known here: words, changes, and what is gone", async () => {
  const kept = await said("@VilleDeParvis un arbre est tombé")
  const gone = await said("@VilleDeParvis un banc cassé")
  await control.delete(`/posts/${gone}`)
  const { messages, removals } = await connector.recheck([kept, gone], signal())
  expect(messages.map(({ externalId }) => externalId)).toEqual([kept])
  expect(removals.map(({ externalId }) => externalId)).toEqual([gone])
})

test("what answers the city in somebody else's conversation is not ours to hide, and a post of ours is deleted once however often it is asked", async () => {
  const question = await said("@VilleDeParvis le marché ouvre quand ?")
  const ours = await connector.publish(replyTo(question, "Demain à 8 h."), signal())
  const id = await said("@VilleDeParvis n’importe quoi", { replyTo: ours.externalId })
  const { messages } = await connector.fetch("mentions", null, signal())
  expect(messages.find(({ externalId }) => externalId === id)?.underOurs).toBe(false)
  await connector.act({ action: "delete", externalId: ours.externalId }, signal())
  await connector.act({ action: "delete", externalId: ours.externalId }, signal())
  const { removals } = await connector.recheck([ours.externalId], signal())
  expect(removals).toHaveLength(1)
})

const replyTo = (parentExternalId: string, text: string): OutgoingReply => ({
  visibility: "public",
  text,
  parentExternalId,
  parentSentAt: new Date(),
  conversationKey: parentExternalId,
  recipientExternalId: "1",
  isPrivateReply: false,
  pictures: [],
})
