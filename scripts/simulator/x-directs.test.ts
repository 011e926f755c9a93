import { afterEach, describe, expect, test } from "vitest"
import { closeTowns, startTown, clock, refusal } from "./testing/x-town.ts"

afterEach(closeTowns)

describe("direct messages", () => {
  test("come newest first with sender and conversation, and are answered by either way", async () => {
    const { control, city, cityId } = await startTown()
    await control.post("/directs", { by: "marie_parvis", text: "Bonjour, mon adresse est 12 rue Pasteur" })
    clock.now += 1000
    await control.post("/directs", { by: "marie_parvis", text: "avec photo", photo: { scene: "letter" } })
    const inbox = await city.v2.listDmEvents({
      "dm_event.fields": ["created_at", "dm_conversation_id", "sender_id", "attachments"],
      expansions: ["sender_id", "attachments.media_keys"],
      "media.fields": ["url"],
    })
    const [last, first] = inbox.events
    expect(first).toMatchObject({
      event_type: "MessageCreate",
      text: "Bonjour, mon adresse est 12 rue Pasteur",
    })
    expect(last).toMatchObject({ attachments: { media_keys: [expect.stringMatching(/^3_/)] } })
    expect(inbox.includes.users).toMatchObject([{ username: "marie_parvis" }])
    const { sender_id, dm_conversation_id } = first as { sender_id: string; dm_conversation_id: string }
    expect(dm_conversation_id).toBe(`${sender_id}-${cityId}`)
    const sent = await city.v2.sendDmToParticipant(sender_id, { text: "Merci Marie" })
    expect(sent).toMatchObject({
      data: { dm_conversation_id, dm_event_id: expect.stringMatching(/^\d{19}$/) },
    })
    await city.v2.sendDmInConversation(dm_conversation_id, { text: "Nous revenons vers vous" })
    const thread = await city.v2.listDmEventsWithParticipant(sender_id)
    expect(thread.events.map((event) => (event as { text: string }).text)).toEqual([
      "Nous revenons vers vous",
      "Merci Marie",
      expect.stringMatching(/^avec photo https:\/\/t\.co\//),
      "Bonjour, mon adresse est 12 rue Pasteur",
    ])
  })

  test("someone closed to strangers is reached only after writing first", async () => {
    const { simulator, control, city } = await startTown()
    const olga = simulator.world.userNamed("olga_parvis")!.id
    const error = await refusal(city.v2.sendDmToParticipant(olga, { text: "Bonjour" }))
    expect([error.code, error.data.detail]).toEqual([
      403,
      "You do not have permission to DM one or more participants.",
    ])
    await control.post("/directs", { by: "olga_parvis", text: "Bonjour" })
    expect(await city.v2.sendDmToParticipant(olga, { text: "Bonjour" })).toBeTruthy()
  })
})
