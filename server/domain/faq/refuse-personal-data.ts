import { uncoveredFindings } from "../../../shared/entry-check.ts"
import type { Entry } from "../../../shared/entry.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"

/**
 * Truth 3, the part a machine can hold: what looks personal stays out unless a person said why it may stay.
 * The citizen of the source thread is looked for by name and handle, however they are written.
 * @throws AppError personal_data with the findings that nobody judged harmless
 */
export async function refusePersonalData(
  { threads }: Pick<AppContext, "threads">,
  entry: Entry,
): Promise<void> {
  const thread = entry.sourceThreadId ? await threads.find(entry.sourceThreadId) : null
  const people = thread ? { names: [thread.contact.name], handles: [thread.contact.username] } : {}
  const findings = uncoveredFindings(entry, people)
  if (findings.length > 0) throw new AppError("personal_data", { findings })
}
