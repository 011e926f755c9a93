import { type EntryFinding, uncoveredFindings } from "../../../shared/entry-check.ts"
import type { Entry } from "../../../shared/entry.ts"
import { findNumber } from "../../../shared/phone-number.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { type NumberDeps, openNumber } from "../calls/callback-number.ts"

export type PersonalDataDeps = NumberDeps & Pick<AppContext, "threads">

/**
 * Truth 3, the part a machine can hold: what looks personal stays out unless a person said why it may stay.
 * The citizen of the source thread is looked for by name and handle, however they are written. The number a caller
 * left stays out whatever anybody says of it.
 * @throws AppError personal_data with the findings that nobody judged harmless
 */
export async function refusePersonalData(deps: PersonalDataDeps, entry: Entry): Promise<void> {
  const thread = entry.sourceThreadId ? await deps.threads.find(entry.sourceThreadId) : null
  const people = thread ? { names: [thread.contact.name], handles: [thread.contact.username] } : {}
  const findings = uncoveredFindings(entry, people)
  const number = thread?.network === "phone" ? await openNumber(deps, thread.id) : null
  const told = number === null ? [] : callersNumber(entry, number).filter((one) => !isAmong(findings, one))
  if (findings.length + told.length > 0)
    throw new AppError("personal_data", { findings: [...findings, ...told] })
}

const callersNumber = (entry: Entry, number: string): EntryFinding[] =>
  (["question", "answer"] as const).flatMap((field) =>
    findNumber(entry[field], number).map((span) => ({ ...span, kind: "phone" as const, field })),
  )

const isAmong = (findings: readonly EntryFinding[], { field, start, end }: EntryFinding): boolean =>
  findings.some((each) => each.field === field && each.start < end && each.end > start)
