import { expect, test } from "vitest"
import { compareRevisions } from "../../shared/revision.ts"
import {
  type ConnectorRig,
  eachSource,
  expectEveryAction,
  idsOf,
  patience,
  targetOf,
  targetsOf,
} from "./conformance-rig.ts"
import { type Connector, type Effect, type Source, type Target } from "./connector.ts"
import type { IncomingMessage } from "./incoming.ts"

/** What may be done about messages besides answering them, and what became of them on the network. */
export function actingConformance(rigOf: () => ConnectorRig): void {
  test("it says of every action whether it may be done, and why not", async () => {
    const rig = rigOf()
    await eachSource(rig, async (source) => {
      await rig.say(source, "Bonjour")
      const target = targetOf(await newest(rig, source))
      for (const one of targetsOf(target)) expectEveryAction(rig.connector, one)
    })
  })

  test("what may be done may be done twice, and what is gone is done", async () => {
    const rig = rigOf()
    await eachPublicSource(rig, async (source) => {
      const id = await rig.say(source, "Bonjour")
      const message = await newest(rig, source)
      for (const action of effectsOn(rig.connector, targetOf(message))) {
        await rig.connector.act({ action, externalId: id }, patience())
        await rig.connector.act({ action, externalId: id }, patience())
      }
      await rig.remove(id)
      for (const action of effectsOn(rig.connector, targetOf(message)))
        await rig.connector.act({ action, externalId: id }, patience())
    })
  })

  test("its own reply can be taken back, twice without harm", async () => {
    const rig = rigOf()
    await eachPublicSource(rig, async (source) => {
      await rig.say(source, "Bonjour")
      const reply = rig.reply(source, "Bonjour, ici la mairie")
      const { externalId } = await rig.connector.publish(reply, patience())
      const own = { ...targetOf(await newest(rig, source)), fromAccount: true }
      expect(effectsOn(rig.connector, own)).toContain("delete")
      await rig.connector.act({ action: "delete", externalId }, patience())
      await rig.connector.act({ action: "delete", externalId }, patience())
      const since = new Date(Date.now() - 60_000)
      expect(await rig.connector.findPublished(reply, since, new Set(), patience())).toBeNull()
    })
  })

  test("looking again tells what was edited and what was removed", async () => {
    const rig = rigOf()
    await eachPublicSource(rig, async (source) => {
      const [kept, edited, removed] = [
        await rig.say(source, "Le banc est cassé"),
        await rig.say(source, "Le lampadaire est éteint"),
        await rig.say(source, "Rien"),
      ]
      const { messages } = await rig.connector.fetch(source, null, patience())
      const first = new Map(messages.map((message) => [message.externalId, message]))
      await rig.edit(edited, "Le lampadaire est éteint quai Nord")
      await rig.remove(removed)
      const news = await rig.connector.recheck([kept, edited, removed], patience())
      const again = new Map(news.messages.map((message) => [message.externalId, message]))
      expect(idsOf(news.removals)).toEqual([removed])
      expect(news.unreadable).toEqual([])
      expect([...again.keys()].sort()).toEqual([edited, kept].sort())
      expect(again.get(kept)?.revision.id).toBe(first.get(kept)?.revision.id)
      expect(again.get(edited)?.text).toContain("éteint quai Nord")
      expectLater(again.get(edited), first.get(edited))
    })
  })
}

const eachPublicSource = (rig: ConnectorRig, check: (source: Source) => Promise<void>) =>
  eachSource(rig, async (source) => {
    if (source !== "directs") await check(source)
  })

async function newest(rig: ConnectorRig, source: Source): Promise<IncomingMessage> {
  const message = (await rig.connector.fetch(source, null, patience())).messages.at(-1)
  if (!message) throw new Error("the source is empty")
  return message
}

/** In the order of the actions: deleting comes last. */
const effectsOn = (connector: Connector, target: Target): Effect["action"][] =>
  connector
    .abilities(target, new Date())
    .flatMap(({ action, refusal }) =>
      refusal === null && action !== "reply" && action !== "private_reply" ? [action] : [],
    )

function expectLater(after: IncomingMessage | undefined, before: IncomingMessage | undefined): void {
  if (!after || !before) throw new Error("the message is missing")
  expect(after.revision.id).not.toBe(before.revision.id)
  expect(compareRevisions(after.revision, before.revision)).toBeGreaterThanOrEqual(0)
}
