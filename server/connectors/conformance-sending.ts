import { expect, test } from "vitest"
import { type ConnectorRig, eachSource, patience, refusalOf } from "./conformance-rig.ts"

export function sendingConformance(rigOf: () => ConnectorRig): void {
  const text = "Voirie & eau <quai Nord> 🚧 : c'est « noté »"
  const longAgo = () => new Date(Date.now() - 60_000)

  test("a reply is taken once, named, and found again unless it is another's", async () => {
    const rig = rigOf()
    await eachSource(rig, async (source) => {
      await rig.say(source, "Bonjour")
      const before = (await rig.taken()).length
      const reply = rig.reply(source, text)
      const sent = await rig.connector.publish(reply, patience())
      expect((await rig.taken()).slice(before)).toEqual([text])
      const find = (taken: string[]) =>
        rig.connector.findPublished(reply, longAgo(), new Set(taken), patience())
      expect((await find([]))?.externalId).toBe(sent.externalId)
      expect(await find([sent.externalId])).toBeNull()
      expect(
        await rig.connector.findPublished({ ...reply, text: "Autre" }, longAgo(), new Set(), patience()),
      ).toBeNull()
    })
  })

  test.each(["taken, then silence", "taken, then cut"] as const)(
    "a reply %s is unknown, then found",
    async (fault) => {
      const rig = rigOf()
      await eachSource(rig, async (source) => {
        await rig.say(source, "Bonjour")
        const before = (await rig.taken()).length
        const reply = rig.reply(source, text)
        await rig.fail("write", fault)
        expect((await refusalOf(rig.connector.publish(reply, patience()))).outcome).toBe("unknown")
        expect((await rig.taken()).slice(before)).toEqual([text])
        expect(await rig.connector.findPublished(reply, longAgo(), new Set(), patience())).not.toBeNull()
      })
    },
  )

  test.each(["rate limited", "credentials refused"] as const)(
    "a reply that meets “%s” was not taken",
    async (fault) => {
      const rig = rigOf()
      await eachSource(rig, async (source) => {
        await rig.say(source, "Bonjour")
        const before = [(await rig.taken()).length, await rig.calls()] as const
        await rig.fail("write", fault)
        const reply = rig.reply(source, text)
        expect((await refusalOf(rig.connector.publish(reply, patience()))).outcome).toBe("retry")
        expect(await rig.taken()).toHaveLength(before[0])
        expect(await rig.calls()).toBe(before[1] + 1)
        expect(await rig.connector.findPublished(reply, longAgo(), new Set(), patience())).toBeNull()
      })
    },
  )

  test("a reply that meets “unavailable” is unknown, and sent by one call only", async () => {
    const rig = rigOf()
    await eachSource(rig, async (source) => {
      await rig.say(source, "Bonjour")
      const calls = await rig.calls()
      await rig.fail("write", "unavailable")
      expect((await refusalOf(rig.connector.publish(rig.reply(source, text), patience()))).outcome).toBe(
        "unknown",
      )
      expect(await rig.calls()).toBe(calls + 1)
    })
  })

  test("a reply to nobody listening did not leave", async () => {
    const rig = rigOf()
    for (const source of rig.connector.sources) await rig.say(source, "Bonjour")
    await rig.vanish()
    await eachSource(rig, async (source) => {
      const refusal = await refusalOf(rig.connector.publish(rig.reply(source, text), patience()))
      expect(refusal).toMatchObject({ outcome: "retry", reason: "network_unavailable" })
    })
  })

  test("a reply that is stopped before it leaves did not leave", async () => {
    const rig = rigOf()
    await eachSource(rig, async (source) => {
      await rig.say(source, "Bonjour")
      const calls = await rig.calls()
      const refusal = await refusalOf(rig.connector.publish(rig.reply(source, text), AbortSignal.abort()))
      expect(refusal.outcome).toBe("retry")
      expect(await rig.calls()).toBe(calls)
    })
  })
}
