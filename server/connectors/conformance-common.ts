import { expect, test } from "vitest"
import { type BasicRig, patience } from "./conformance-rig.ts"

/** What a connector promises whether its network can be read or people note what is said on it. */
export function commonConformance(rigOf: () => BasicRig): void {
  test("it knows whose credentials it holds", async () => {
    const { connector, account } = rigOf()
    expect(await connector.identify(patience())).toEqual(account)
  })

  test("it is read, or people note: one of both", () => {
    const { connector } = rigOf()
    expect(connector.sources.length > 0).toBe(connector.noting === undefined)
  })

  test("looking again at nothing asks nobody", async () => {
    const rig = rigOf()
    await rig.connector.identify(patience())
    const calls = await rig.calls()
    const news = await rig.connector.recheck([], patience())
    expect(news).toEqual({ messages: [], removals: [], unreadable: [] })
    expect(await rig.calls()).toBe(calls)
  })
}
