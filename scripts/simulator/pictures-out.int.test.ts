import { afterEach, beforeEach, expect, test } from "vitest"
import type { Connector, OutgoingReply, Source } from "../../server/connectors/connector.ts"
import type { IncomingMessage } from "../../server/connectors/incoming.ts"
import { createFacebookConnector } from "../../server/connectors/facebook/facebook-connector.ts"
import { createXConnector } from "../../server/connectors/x/x-connector.ts"
import { createPictureTools } from "../../server/media/picture-tools.ts"
import { photoWithPosition } from "../../server/media/testing/pictures.ts"
import { type Simulator, startSimulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"

const signal = () => new AbortController().signal

let simulator: Simulator
let control: ReturnType<typeof controlOf>
let x: Connector
let facebook: Connector

beforeEach(async () => {
  simulator = await startSimulator({ seed: 1 })
  control = controlOf(simulator.url)
  const { accessToken } = simulator.credentials.oauth2
  const at = { apiUrl: simulator.url, pollMs: 1_000 }
  x = createXConnector({ ...at, credentials: { kind: "oauth2", accessToken } })
  const { pageId, pageToken, appSecret } = simulator.facebook
  facebook = createFacebookConnector({ ...at, pageId, pageToken, appSecret })
  await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
})
afterEach(() => simulator.close())

/** Answers the last message of a source with a photo, as Parvis encodes it. */
async function answerWithPhoto(connector: Connector, source: Source, text: string, altText: string) {
  const { messages } = await connector.fetch(source, null, signal())
  const last = messages.findLast(({ fromAccount }) => !fromAccount)
  if (!last) throw new Error("nobody wrote")
  const { bytes, mime } = await createPictureTools({}).encode(await photoWithPosition(), "network")
  const reply = replyTo(last, text, [{ bytes, mime, altText }])
  const since = new Date(Date.now() - 60_000)
  const sent = await connector.publish(reply, signal())
  expect(await connector.findPublished(reply, since, new Set(), signal())).toEqual(sent)
  expect(await connector.findPublished(reply, since, new Set([sent.externalId]), signal())).toBeNull()
  return [...simulator.world.media.values()]
}

const replyTo = (
  { visibility, externalId, sentAt, conversationKey, contact }: IncomingMessage,
  text: string,
  pictures: OutgoingReply["pictures"],
): OutgoingReply => ({
  visibility,
  text,
  pictures,
  parentExternalId: externalId,
  parentSentAt: sentAt,
  conversationKey,
  recipientExternalId: contact.externalId,
  isPrivateReply: false,
})

test("a reply on X shows its picture, with words or without", async () => {
  await control.post("/posts", { by: "marie_parvis", text: "@VilleDeParvis où est le plan ?" })
  expect(await answerWithPhoto(x, "mentions", "Le voici.", "")).toHaveLength(1)
  await control.post("/posts", { by: "marie_parvis", text: "@VilleDeParvis et l’autre ?" })
  expect(await answerWithPhoto(x, "mentions", "", "")).toHaveLength(2)
})

test("a comment on Facebook shows its picture, and its alternative text arrives", async () => {
  await control.post("/facebook/posts", { by: "marie_parvis", text: "Où est le plan ?" })
  const media = await answerWithPhoto(facebook, "posts", "Le voici.", "Le plan du quartier")
  expect(media).toMatchObject([{ altText: "Le plan du quartier", width: 40, height: 60 }])
})

test("a message on Messenger is the picture", async () => {
  await control.post("/facebook/messages", { by: "marie_parvis", text: "Où est le plan ?" })
  expect(await answerWithPhoto(facebook, "directs", "", "")).toHaveLength(1)
})
