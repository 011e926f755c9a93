import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { actingConformance } from "./conformance-acting.ts"
import { commonConformance } from "./conformance-common.ts"
import {
  type ConnectorRig,
  eachSource,
  expectNoSecret,
  idsOf,
  patience,
  refusalOf,
  type RigFault,
} from "./conformance-rig.ts"
import { sendingConformance } from "./conformance-sending.ts"
import { type ConnectorError, type Source } from "./connector.ts"

/**
 * What a connector promises the desk when its network can be read, whatever network that is. `makeRig` gives a fresh
 * one each time. For a network whose messages people note, see `notingConformance`.
 */
export function connectorConformance(name: string, makeRig: () => Promise<ConnectorRig>): void {
  describe(`${name} keeps the promises of a connector`, () => {
    let rig: ConnectorRig
    beforeEach(async () => {
      rig = await makeRig()
    })
    afterEach(() => rig.close())

    commonConformance(() => rig)
    readingConformance(() => rig)
    sendingConformance(() => rig)
    actingConformance(() => rig)
    failingConformance(() => rig)
  })
}

function readingConformance(rigOf: () => ConnectorRig): void {
  test("an empty source gives nothing, no cursor, and a next time", async () => {
    const rig = rigOf()
    await eachSource(rig, async (source) => {
      const batch = await rig.connector.fetch(source, null, patience())
      expect(batch).toMatchObject({ messages: [], unreadable: [], cursor: null })
      expect(batch.nextPollAt).toBeInstanceOf(Date)
    })
  })

  test("messages come oldest first, once, and after the cursor only new ones", async () => {
    const rig = rigOf()
    await eachSource(rig, async (source) => {
      const first = [
        await rig.say(source, "Bonjour"),
        await rig.say(source, "Éclairage <rue Pasteur> & trottoir 💡"),
      ]
      const batch = await rig.connector.fetch(source, null, patience())
      expect(idsOf(batch.messages)).toEqual(first)
      expect(batch.messages[1]?.text).toContain("Éclairage <rue Pasteur> & trottoir 💡")
      expect(batch.messages[0]).toMatchObject({ fromAccount: false, visibility: visibilityOf(source) })
      expect(batch.messages[0]?.contact.externalId).not.toBe(rig.account.externalId)
      expect(batch.messages[0]?.conversationKey).not.toBe("")

      const quiet = await rig.connector.fetch(source, batch.cursor, patience())
      expect(quiet).toMatchObject({ messages: [], cursor: batch.cursor })
      const second = await rig.say(source, "Toujours éteint")
      const next = await rig.connector.fetch(source, batch.cursor, patience())
      expect(idsOf(next.messages)).toEqual([second])
      // Reading again after a failure to store gives the same again.
      expect(idsOf((await rig.connector.fetch(source, batch.cursor, patience())).messages)).toEqual([second])
    })
  })

  test("many pages are read to their end", async () => {
    const rig = rigOf()
    await eachSource(rig, async (source) => {
      const start = await rig.say(source, "début")
      const { cursor } = await rig.connector.fetch(source, null, patience())
      const said: string[] = []
      for (let count = 0; count < 230; count += 1) said.push(await rig.say(source, `message ${count}`))
      const batch = await rig.connector.fetch(source, cursor, patience())
      expect(idsOf(batch.messages)).toEqual(said)
      expect(idsOf(batch.messages)).not.toContain(start)
    })
  })

  test("an element that does not fit is set apart whole, and the others go on", async () => {
    const rig = rigOf()
    await eachSource(rig, async (source) => {
      const before = await rig.say(source, "avant")
      await rig.spoil(source)
      const after = await rig.say(source, "après")
      const batch = await rig.connector.fetch(source, null, patience())
      expect(idsOf(batch.messages)).toEqual([before, after])
      expect(batch.unreadable).toHaveLength(1)
      expect(batch.unreadable[0]?.problem).not.toBe("")
      expect(batch.unreadable[0]?.raw).toBeDefined()
    })
  })

  test("what the account wrote elsewhere is known as its own, and filed under the citizen when it is direct", async () => {
    const rig = rigOf()
    if (!rig.sayAsAccount) return
    const asked = await rig.say("directs", "Bonjour")
    const told = await rig.sayAsAccount("directs", "Bonjour, ici la mairie")
    const { messages } = await rig.connector.fetch("directs", null, patience())
    expect(idsOf(messages)).toEqual([asked, told])
    expect(messages[1]).toMatchObject({
      fromAccount: true,
      contact: { externalId: messages[0]?.contact.externalId },
    })
    expect(messages[1]?.conversationKey).toBe(messages[0]?.conversationKey)
  })
}

function failingConformance(rigOf: () => ConnectorRig): void {
  const faults: [RigFault, Partial<ConnectorError>][] = [
    ["rate limited", { outcome: "retry", reason: "rate_limited" }],
    ["credentials refused", { outcome: "retry", reason: "token_rejected" }],
    ["unavailable", { outcome: "retry", reason: "network_unavailable" }],
    ["answer is a web page", { outcome: "retry", reason: "unreadable_answer" }],
    ["taken, then silence", { outcome: "retry", reason: "timeout" }],
    ["taken, then cut", { outcome: "retry" }],
  ]

  test.each(faults)(
    "reading that meets “%s” can be tried again, and loses nothing",
    async (fault, expected) => {
      const rig = rigOf()
      await rig.connector.identify(patience())
      await eachSource(rig, async (source) => {
        const said = await rig.say(source, "Bonjour")
        await rig.fail("read", fault)
        const refusal = await refusalOf(rig.connector.fetch(source, null, patience()))
        expect(refusal).toMatchObject(expected)
        if (expected.reason === "rate_limited") expect(refusal.retryAt?.getTime()).toBeGreaterThan(Date.now())
        expectNoSecret(rig, refusal)
        expect(idsOf((await rig.connector.fetch(source, null, patience())).messages)).toEqual([said])
      })
    },
  )

  test("reading stops when it is told to", async () => {
    const rig = rigOf()
    await rig.connector.identify(patience())
    await eachSource(rig, async (source) => {
      await rig.fail("read", "taken, then silence")
      const stop = new AbortController()
      const call = refusalOf(rig.connector.fetch(source, null, stop.signal))
      stop.abort()
      expect((await call).outcome).toBe("retry")
    })
  })
}

const visibilityOf = (source: Source) => (source === "directs" ? "direct" : "public")
