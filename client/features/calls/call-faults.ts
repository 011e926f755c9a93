import { findAnyNumber, toE164 } from "../../../shared/phone-number.ts"
import type { CallNotes } from "../../lib/call-draft.ts"

export type CallFaults = { number: boolean; request: boolean }

/** What keeps a call from being saved. */
export const faultsOf = ({ number, request }: CallNotes): CallFaults => ({
  number: number.trim() !== "" && toE164(number) === null,
  request: request.trim() === "",
})

/** A number among the words, where everybody who reads the thread would read it. */
export const hasLooseNumber = ({ number, request, place }: CallNotes): boolean =>
  number.trim() === "" && findAnyNumber(`${request}\n${place}`) !== null
