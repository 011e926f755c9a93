import { afterEach, describe, expect, test } from "vitest"
import { connectorConformance } from "../../server/connectors/conformance.ts"
import { ConnectorError, type OutgoingReply } from "../../server/connectors/connector.ts"
import { createXConnector } from "../../server/connectors/x/x-connector.ts"
import { type Simulator, type SimulatorOptions, startSimulator } from "./simulator.ts"
import { controlOf } from "./testing/control.ts"
import { connect, makeSimulatorRig } from "./testing/x-rig.ts"

const signal = () => new AbortController().signal
connectorConformance("X, against the simulator,", makeSimulatorRig)

describe("the connector against the simulator", () => {
  const open: Simulator[] = []
  afterEach(async () => {
    for (const simulator of open.splice(0)) await simulator.close()
  })

  async function start(options: SimulatorOptions = {}) {
    const simulator = await startSimulator({ seed: 1, ...options })
    open.push(simulator)
    const control = controlOf(simulator.url)
    await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
    await control.post("/citizens", { username: "olga_parvis", name: "Olga", acceptsDirects: false })
    const post = async (text: string, more: object = {}) =>
      ((await control.post("/posts", { by: "marie_parvis", text, ...more })) as { post: { id: string } }).post
        .id
    return { simulator, control, post, connector: connect(simulator) }
  }

  const replyTo = (parentExternalId: string, text: string): OutgoingReply => ({
    visibility: "public",
    text,
    parentExternalId,
    conversationKey: parentExternalId,
    recipientExternalId: "1",
    parentSentAt: new Date(),
    isPrivateReply: false,
    pictures: [],
  })
  async function refusal(call: Promise<unknown>): Promise<string> {
    const error = await call.catch((reason: unknown) => reason)
    if (!(error instanceof ConnectorError)) throw error as Error
    return `${error.outcome} ${error.reason}`
  }

  test("signs as OAuth 1.0a does, and is recognised", async () => {
    const { simulator } = await start()
    const { appKey, appSecret, accessToken, accessSecret } = simulator.credentials.oauth1
    const credentials = {
      kind: "oauth1",
      apiKey: appKey,
      apiSecret: appSecret,
      accessToken,
      accessSecret,
    } as const
    const signed = createXConnector({ apiUrl: simulator.url, credentials, pollMs: 1_000 })
    expect(await signed.identify(signal())).toMatchObject({ username: "VilleDeParvis" })
    expect((await signed.fetch("mentions", null, signal())).messages).toEqual([])
  })

  test("reads a post with its picture and its links, escaped and wrapped by X", async () => {
    const { connector, post } = await start()
    await post("@VilleDeParvis trou & boue <rue Pasteur> https://www.paris.fr/a?b=1&c=2", {
      photo: { scene: "pothole" },
    })
    const { messages } = await connector.fetch("mentions", null, signal())
    expect(messages).toMatchObject([
      {
        text: "@VilleDeParvis trou & boue <rue Pasteur> https://www.paris.fr/a?b=1&c=2",
        contact: { username: "marie_parvis", name: "Marie Lefèvre" },
        media: [{ kind: "photo", url: expect.stringMatching(/^http/) }],
      },
    ])
  })

  test("keeps an edited post one message", async () => {
    const { connector, post, control } = await start()
    const id = await post("@VilleDeParvis lampadaire éteint")
    const before = await connector.fetch("mentions", null, signal())
    await control.put(`/posts/${id}`, { text: "@VilleDeParvis lampadaire éteint rue Pasteur" })
    const after = await connector.fetch("mentions", before.cursor, signal())
    expect(after.messages).toMatchObject([
      { externalId: id, text: "@VilleDeParvis lampadaire éteint rue Pasteur" },
    ])
  })

  test("understands each way X refuses a reply", async () => {
    const { connector, post, control } = await start()
    const called = await post("@VilleDeParvis bonjour")
    const notCalled = await post("Parvis sous la pluie")
    const deleted = await post("@VilleDeParvis à supprimer")
    await control.delete(`/posts/${deleted}`)
    await connector.publish(replyTo(called, "Merci !"), signal())
    const publish = (id: string, text: string) => refusal(connector.publish(replyTo(id, text), signal()))
    expect(await publish(called, "Merci !")).toBe("unknown duplicate_text")
    expect(await publish(notCalled, "Bonjour")).toBe("rejected not_summoned")
    expect(await publish(deleted, "Bonjour")).toBe("rejected parent_deleted")
    expect(await publish(called, "é".repeat(281))).toBe("rejected text_too_long")
    const olga = (await control.post("/citizens", { username: "olga_parvis" })) as { user: { id: string } }
    const direct = {
      ...replyTo("1", "Bonjour"),
      visibility: "direct",
      recipientExternalId: olga.user.id,
    } as const
    expect(await refusal(connector.publish(direct, signal()))).toBe("rejected recipient_closed")
    await control.put("/faults", { kind: "credits_depleted", times: 1 })
    expect(await publish(called, "Encore")).toBe("retry credits_depleted")
    await control.post("/tokens/expire")
    expect(await publish(called, "Encore")).toBe("retry token_rejected")
  })

  test("finds a reply with links, signs and emoji that was accepted and never acknowledged", async () => {
    const { simulator, post, control } = await start()
    const connector = connect(simulator, { timeoutMs: 300 })
    const parent = await post("@VilleDeParvis & <vous> ?")
    const text = "Voirie & eau <quai> 🚧 : https://www.paris.fr/t?a=1&b=2 et https://data.gouv.fr !"
    await control.put("/faults", { kind: "timeout_after_accept", times: 1 })
    const before = new Date()
    expect(await refusal(connector.publish(replyTo(parent, text), signal()))).toBe("unknown timeout")
    const find = (words: string) =>
      connector.findPublished(replyTo(parent, words), before, new Set(), signal())
    expect(await find(text)).toMatchObject({ permalink: expect.stringContaining("/VilleDeParvis/status/") })
    expect(await find(text.replace("a=1", "a=2"))).toBeNull()
  })

  test("obeys the budget of direct messages, which is fifteen calls a quarter of an hour", async () => {
    const { connector } = await start()
    const waits: number[] = []
    for (let turn = 0; turn < 15; turn += 1)
      waits.push((await connector.fetch("directs", null, signal())).nextPollAt.getTime() - Date.now())
    expect(waits[0]).toBeGreaterThan(60_000)
    expect(waits[14]).toBeGreaterThan(14 * 60_000)
    expect(await refusal(connector.fetch("directs", null, signal()))).toBe("retry rate_limited")
    expect(
      (await connector.fetch("mentions", null, signal())).nextPollAt.getTime() - Date.now(),
    ).toBeLessThan(4_000)
  })
})
