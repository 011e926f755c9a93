import { inspect } from "node:util"
import { expect } from "vitest"
import { Action } from "../../shared/ability.ts"
import { type Connector, ConnectorError, type OutgoingReply, type Source, type Target } from "./connector.ts"
import type { AccountProfile, IncomingMessage } from "./incoming.ts"

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

/** One connector on whatever its network is. */
export type BasicRig = {
  connector: Connector
  account: AccountProfile
  /** How many calls arrived at the network. */
  calls: () => Promise<number>
  close: () => Promise<void>
}

/** A network small enough to hold in a test, with one connector on it. */
export type ConnectorRig = BasicRig & {
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
  /** What happens to the next call of this kind. A write publishes; an upload only brings pictures. */
  fail: (call: "read" | "write" | "upload", fault: RigFault) => Promise<void>
  /** Nothing listens any more. */
  vanish: () => Promise<void>
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

/** It says of every action whether it may be done, and an end only of what is allowed and lies ahead. */
export function expectEveryAction(connector: Connector, target: Target): void {
  const abilities = connector.abilities(target, new Date())
  expect(abilities.map(({ action }) => action).sort()).toEqual([...Action.options].sort())
  for (const { refusal, until } of abilities.filter((ability) => ability.until !== null))
    expect([refusal, new Date(until ?? "") > new Date()]).toEqual([null, true])
}

/** The target that a message is, as long as nothing else was said. */
export const targetOf = (message: IncomingMessage): Target => ({
  visibility: message.visibility,
  fromAccount: message.fromAccount,
  addressed: message.addressed,
  underOurs: message.underOurs,
  isEncrypted: message.isEncrypted,
  sentAt: message.sentAt,
  lastInboundAt: message.sentAt,
  hasPrivateReply: false,
})

/** The same message in the states that decide what may be done. */
export const targetsOf = (target: Target): Target[] => [
  target,
  { ...target, sentAt: new Date(0), lastInboundAt: new Date(0) },
  { ...target, fromAccount: true },
  { ...target, hasPrivateReply: true },
]

export function expectNoSecret(rig: ConnectorRig, error: ConnectorError): void {
  const everything = inspect(error, { depth: 12, showHidden: true }) + JSON.stringify(error)
  for (const secret of rig.secrets) expect(everything).not.toContain(secret)
}
