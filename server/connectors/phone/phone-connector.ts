import type { RefusalReason } from "../../../shared/account.ts"
import { type Connector, ConnectorError } from "../connector.ts"
import { phoneAbilities } from "./abilities.ts"
import { mapCall, mapCallback } from "./map-call.ts"

export type PhoneConnectorOptions = {
  /** The number that residents call: digits only, as it is dialled. */
  line: string
  /** What residents know it as. */
  name: string
}

/**
 * The city's own telephone line. Nothing can be read from it and nothing leaves by it: people note the calls, and
 * call back.
 */
export function createPhoneConnector({ line, name }: PhoneConnectorOptions): Connector {
  const refuse = (reason: RefusalReason) => Promise.reject(new ConnectorError("rejected", reason))
  return {
    network: "phone",
    sources: [],
    identify: () => Promise.resolve({ externalId: line, username: line, name }),
    fetch: (source) => Promise.reject(new Error(`the telephone has no source ${source}`)),
    publish: () => refuse("by_phone"),
    findPublished: () => Promise.resolve(null),
    abilities: phoneAbilities,
    act: () => refuse("not_offered"),
    recheck: () => Promise.resolve({ messages: [], removals: [], unreadable: [] }),
    meter: () => ({ quotas: [], spentUsd: 0 }),
    noting: { call: mapCall, callback: mapCallback },
  }
}
