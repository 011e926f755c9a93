import { notingConformance } from "../conformance-noting.ts"
import call from "./fixtures/call.json" with { type: "json" }
import callback from "./fixtures/callback.json" with { type: "json" }
import settledCall from "./fixtures/call-settled.json" with { type: "json" }
import { createPhoneConnector } from "./phone-connector.ts"

const line = { line: "0500000000", name: "Allô mairie" }
const at = new Date("2026-11-24T09:00:00.000Z")

notingConformance("The telephone", () =>
  Promise.resolve({
    connector: createPhoneConnector(line),
    account: { externalId: line.line, username: line.line, name: line.name },
    calls: () => Promise.resolve(0),
    close: () => Promise.resolve(),
    call: { ...call, at },
    settledCall: { ...settledCall, at },
    callback: { ...callback, at },
  }),
)
