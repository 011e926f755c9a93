import { expect, test } from "vitest"
import { pictureLimitOf } from "../../shared/picture-limit.ts"
import { type ConnectorRig, eachSource, expectNoSecret, patience, refusalOf } from "./conformance-rig.ts"
import type { OutgoingReply, Source } from "./connector.ts"

/** As much of a JPEG as tells its size: 60 by 40. */
const JPEG_HEAD = Buffer.from("ffd8ffc00011080028003c", "hex")

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

  /** A reply with as many pictures as its network takes there, and words when they may go with them. */
  const withPictures = (rig: ConnectorRig, source: Source): OutgoingReply | null => {
    const reply = rig.reply(source, text)
    const { most, withText } = pictureLimitOf(rig.connector.network, reply.visibility, false)
    const picture = (n: number) => ({
      bytes: Buffer.concat([JPEG_HEAD, Buffer.from(` picture ${n} \r\n--`)]),
      mime: "image/jpeg",
      altText: `Un lampadaire (${n})`,
    })
    const pictures = Array.from({ length: most }, (_, n) => picture(n))
    return most === 0 || !rig.shown ? null : { ...reply, text: withText ? text : "", pictures }
  }
  const eachWithPictures = async (
    rig: ConnectorRig,
    check: (reply: OutgoingReply) => Promise<void>,
  ): Promise<void> => {
    await eachSource(rig, async (source) => {
      await rig.say(source, "Bonjour")
      const reply = withPictures(rig, source)
      if (!reply) return
      await check(reply)
      // Without words only the pictures tell it from another.
      await rig.say(source, "Encore bonjour")
      await check({ ...reply, ...rig.reply(source, ""), pictures: reply.pictures })
    })
  }
  const bytesOf = ({ pictures }: OutgoingReply) => pictures.map(({ bytes }) => bytes)
  const find = (rig: ConnectorRig, reply: OutgoingReply, taken: string[] = []) =>
    rig.connector.findPublished(reply, longAgo(), new Set(taken), patience())

  test("a reply with pictures is taken once, shows them all, and is found again", async () => {
    const rig = rigOf()
    const known: string[] = []
    await eachWithPictures(rig, async (reply) => {
      const before = (await rig.taken()).length
      const sent = await rig.connector.publish(reply, patience())
      expect((await rig.taken()).slice(before)).toEqual([reply.text])
      expect(await rig.shown?.()).toEqual(bytesOf(reply))
      expect((await find(rig, reply, known))?.externalId).toBe(sent.externalId)
      known.push(sent.externalId)
      expect(await find(rig, reply, known)).toBeNull()
      expect(await find(rig, { ...reply, text: "", pictures: [] }, known)).toBeNull()
    })
  })

  test.each(["taken, then silence", "taken, then cut"] as const)(
    "a reply with pictures %s is unknown, then found",
    async (fault) => {
      const rig = rigOf()
      const known: string[] = []
      await eachWithPictures(rig, async (reply) => {
        const before = (await rig.taken()).length
        await rig.fail("write", fault)
        expect((await refusalOf(rig.connector.publish(reply, patience()))).outcome).toBe("unknown")
        expect((await rig.taken()).slice(before)).toEqual([reply.text])
        const found = await find(rig, reply, known)
        expect(found).not.toBeNull()
        known.push(found?.externalId ?? "")
      })
    },
  )

  test.each([
    "taken, then silence",
    "taken, then cut",
    "unavailable",
    "answer is a web page",
    "rate limited",
    "credentials refused",
  ] as const)("an upload that meets “%s” published nothing: the reply goes again", async (fault) => {
    const rig = rigOf()
    await eachWithPictures(rig, async (reply) => {
      const before = (await rig.taken()).length
      await rig.fail("upload", fault)
      const refusal = await refusalOf(rig.connector.publish(reply, patience()))
      expect(refusal.outcome).toBe("retry")
      expectNoSecret(rig, refusal)
      expect(await rig.taken()).toHaveLength(before)
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
