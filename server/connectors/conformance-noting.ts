import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { hasNumber } from "../../shared/phone-number.ts"
import { commonConformance } from "./conformance-common.ts"
import {
  type BasicRig,
  expectEveryAction,
  patience,
  refusalOf,
  targetOf,
  targetsOf,
} from "./conformance-rig.ts"
import type { Noting, OutgoingReply } from "./connector.ts"
import type { IncomingMessage, NotedCall, NotedCallback } from "./incoming.ts"

/** A network that nothing can be read from, with what a person may note there. */
export type NotingRig = BasicRig & {
  /** Has a name, a place and a number, which its request spells out. */
  call: NotedCall & { number: string }
  /** Of nobody known, without a number; answered at once. */
  settledCall: NotedCall
  /** In the exchange of `call`; its text spells the number out. */
  callback: NotedCallback
}

/** What a connector promises the desk when people note what is said on its network. */
export function notingConformance(name: string, makeRig: () => Promise<NotingRig>): void {
  describe(`${name} keeps the promises of a connector whose messages people note`, () => {
    let rig: NotingRig
    beforeEach(async () => {
      rig = await makeRig()
    })
    afterEach(() => rig.close())

    commonConformance(() => rig)
    notes(() => rig)
    nothingLeaves(() => rig)
  })
}

function notes(rigOf: () => NotingRig): void {
  const noting = (): Noting => {
    const { connector } = rigOf()
    if (!connector.noting) throw new Error("nobody notes anything here")
    return connector.noting
  }
  const mapped = (): [IncomingMessage, IncomingMessage, IncomingMessage, IncomingMessage] => {
    const { call, settledCall, callback } = rigOf()
    const [asked] = noting().call(call)
    const [askedAndSettled, answer] = noting().call(settledCall)
    if (!asked || !askedAndSettled || !answer) throw new Error("a message is missing")
    return [asked, askedAndSettled, answer, noting().callback(callback)]
  }

  test("a call is one direct message of its caller, with what was asked and where", () => {
    const { call } = rigOf()
    const messages = noting().call(call)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({
      externalId: call.id,
      fromAccount: false,
      visibility: "direct",
      addressed: true,
      sentAt: call.at,
      contact: { externalId: call.callerKey, name: call.callerName },
    })
    expect(messages[0]?.text).toContain(call.request.split("\n")[0])
    expect(messages[0]?.text).toContain(call.place)
  })

  test("what was answered at once follows as the city's own word, in the same exchange", () => {
    const { settledCall } = rigOf()
    const [asked, answer, ...more] = noting().call(settledCall)
    expect(more).toEqual([])
    expect(answer).toMatchObject({ fromAccount: true, text: settledCall.answer, contact: asked?.contact })
    expect(answer?.conversationKey).toBe(asked?.conversationKey)
    expect(answer?.externalId).not.toBe(asked?.externalId)
  })

  test("calling back is the city's word in the exchange that the call began", () => {
    const { callback } = rigOf()
    const [asked, , , calledBack] = mapped()
    expect(calledBack).toMatchObject({ fromAccount: true, visibility: "direct", externalId: callback.id })
    expect(calledBack.conversationKey).toBe(asked.conversationKey)
    expect(calledBack.contact.externalId).toBe(asked.contact.externalId)
  })

  test("two calls are two exchanges, and the same notes again the same messages", () => {
    const { call } = rigOf()
    const again = noting().call({ ...call, id: crypto.randomUUID() })[0]
    const [asked] = mapped()
    expect(noting().call(call)[0]).toEqual(asked)
    expect(again?.conversationKey).not.toBe(asked.conversationKey)
    expect(again?.contact.externalId).toBe(asked.contact.externalId)
  })

  test("the number stays out of everything, even where it was written into the words", () => {
    const { call, callback } = rigOf()
    expect(hasNumber(call.request, call.number) && hasNumber(callback.text, call.number)).toBe(true)
    const named = noting().call({ ...call, callerName: `Odile ${call.number}`, place: call.number })
    for (const message of [...mapped(), ...named])
      expect(hasNumber(JSON.stringify(message), call.number)).toBe(false)
  })

  test("odd characters stay as they are", () => {
    const { call } = rigOf()
    const request = "<b>Rue</b> de l’Œuvre & “quai” 🚧\u202f: 𝒳 \u200f?"
    expect(noting().call({ ...call, request })[0]?.text).toContain(request)
  })

  test("a call that says nothing, and words without end, are refused", () => {
    const { call, callback } = rigOf()
    expect(() => noting().call({ ...call, request: " \n" })).toThrow()
    expect(() => noting().call({ ...call, request: "a".repeat(4001) })).toThrow()
    expect(() => noting().callback({ ...callback, text: "" })).toThrow()
  })

  test("it says of every action whether it may be done, and answering is refused", () => {
    const { connector } = rigOf()
    for (const message of mapped())
      for (const target of targetsOf(targetOf(message))) {
        expectEveryAction(connector, target)
        const reply = connector.abilities(target, new Date()).find(({ action }) => action === "reply")
        expect(reply?.refusal).not.toBeNull()
      }
  })
}

function nothingLeaves(rigOf: () => NotingRig): void {
  const reply = ({ callback, call }: NotingRig): OutgoingReply => ({
    visibility: "direct",
    text: "Bonjour",
    parentExternalId: call.id,
    parentSentAt: call.at,
    conversationKey: callback.conversationKey,
    recipientExternalId: call.callerKey,
    isPrivateReply: false,
    pictures: [],
  })

  test("what is sent or done is refused for good, asks nobody and costs nothing", async () => {
    const rig = rigOf()
    const calls = await rig.calls()
    const { connector, call } = rig
    expect((await refusalOf(connector.publish(reply(rig), patience()))).outcome).toBe("rejected")
    const effect = { action: "delete", externalId: call.id } as const
    expect((await refusalOf(connector.act(effect, patience()))).outcome).toBe("rejected")
    expect(await rig.calls()).toBe(calls)
    expect(connector.meter()).toEqual({ quotas: [], spentUsd: 0 })
  })

  test("nothing that was sent is ever found, and what is known stays as it is", async () => {
    const rig = rigOf()
    const { connector, call } = rig
    expect(await connector.findPublished(reply(rig), new Date(0), new Set(), patience())).toBeNull()
    expect(await connector.recheck([call.id], patience())).toEqual({
      messages: [],
      removals: [],
      unreadable: [],
    })
  })
}
