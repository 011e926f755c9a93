import { inspect } from "node:util"
import { expect } from "vitest"
import { type Connector, ConnectorError, type OutgoingReply, type Source } from "./connector.ts"
import type { AccountProfile } from "./incoming.ts"

/** What a network can do to a call. */
export type RigFault =
  | "rate limited"
  | "credentials refused"
  | "unavailable"
  | "answer is a web page"
  /** The call is taken, and its answer never comes. */
  | "taken, then silence"
  /** The call is taken, and the connection dies. */
  | "taken, then cut"

/** A network small enough to hold in a test, with one connector on it. */
export type ConnectorRig = {
  connector: Connector
  account: AccountProfile
  /** The account's credentials: no error may hold one. */
  secrets: string[]
  /** A citizen writes to the account. Resolves with the message's id. */
  say: (source: Source, text: string) => Promise<string>
  /** The account writes in the network's own app, when it can be read back from this source. */
  sayAsAccount?: (source: Source, text: string) => Promise<string>
  /** The citizen writes a public message anew. */
  edit: (id: string, text: string) => Promise<void>
  /** The citizen takes a public message away. */
  remove: (id: string) => Promise<void>
  /** An element that no contract describes joins the source. */
  spoil: (source: Source) => Promise<void>
  /** A reply to the last message of this source. */
  reply: (source: Source, text: string) => OutgoingReply
  /** Texts of replies the network took, in order, whatever it answered. */
  taken: () => Promise<string[]>
  /** Pictures that the last reply it took shows, byte for byte; absent where pictures cannot be sent. */
  shown?: () => Promise<Buffer[]>
  /** How many calls arrived. */
  calls: () => Promise<number>
  /** What happens to the next call of this kind. A write publishes; an upload only brings pictures. */
  fail: (call: "read" | "write" | "upload", fault: RigFault) => Promise<void>
  /** Nothing listens any more. */
  vanish: () => Promise<void>
  close: () => Promise<void>
}

export const patience = () => new AbortController().signal
export const idsOf = (list: { externalId: string }[]) => list.map(({ externalId }) => externalId)

export async function refusalOf(call: Promise<unknown>): Promise<ConnectorError> {
  const outcome = await call.then(
    () => "a success",
    (error: unknown) => error,
  )
  expect(outcome).toBeInstanceOf(ConnectorError)
  return outcome as ConnectorError
}

/** Runs the test once for each source the connector has. */
export async function eachSource(rig: ConnectorRig, check: (source: Source) => Promise<void>): Promise<void> {
  expect(rig.connector.sources.length).toBeGreaterThan(0)
  for (const source of rig.connector.sources) await check(source)
}

export function expectNoSecret(rig: ConnectorRig, error: ConnectorError): void {
  const everything = inspect(error, { depth: 12, showHidden: true }) + JSON.stringify(error)
  for (const secret of rig.secrets) expect(everything).not.toContain(secret)
}
