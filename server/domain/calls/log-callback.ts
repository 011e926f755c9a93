import type { LogCallback } from "../../../shared/call.ts"
import type { Person } from "../../../shared/person.ts"
import { withoutNumber } from "../../../shared/phone-number.ts"
import type { Thread } from "../../../shared/thread.ts"
import type { Noting } from "../../connectors/connector.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { ingestMessage, type IngestDeps } from "../threads/ingest-message.ts"
import { readThread } from "../threads/read-thread.ts"
import { type NumberDeps, openNumber } from "./callback-number.ts"

type Deps = IngestDeps & NumberDeps & Pick<AppContext, "connectorOf" | "drafts">

/**
 * Records that somebody called back. Reached: what was said is the city's answer. Not reached: the thread says so and
 * stays open. It happened, whatever else the thread went through meanwhile: no version is asked for.
 * The same `clientId` again is the same call.
 * @throws AppError not_found; not_possible for a thread that did not come by telephone
 */
export async function logCallback(
  deps: Deps,
  actor: Person,
  threadId: string,
  input: LogCallback,
): Promise<Thread> {
  const thread = await readThread(deps, actor, threadId)
  const noting = deps.connectorOf(thread.accountId)?.noting
  if (!noting) throw new AppError("not_possible", { reason: "not_offered" })
  const number = await openNumber(deps, threadId)
  await deps.drafts.save(threadId, actor.id, "", deps.now())
  if (input.outcome === "reached") await answer(deps, actor, thread, { input, noting, number })
  else await tellMissed(deps, actor, thread, { input, number })
  return readThread(deps, actor, threadId)
}

/** Who calls takes the thread, unless somebody has it: heads take none. */
const takenBy = (actor: Person, { assignee }: Thread) =>
  assignee === null && actor.role !== "head" ? { assignee: refOf(actor) } : {}

const refOf = ({ id, name }: Person) => ({ id, name })

async function answer(
  deps: Deps,
  actor: Person,
  thread: Thread,
  { input, noting, number }: { input: LogCallback; noting: Noting; number: string | null },
): Promise<void> {
  const account = await deps.accounts.find(thread.accountId)
  const contact = await deps.contacts.find(thread.contact.id)
  const key = await deps.threads.keyOf(thread.id)
  if (!account || !contact || !key) throw new AppError("not_answerable")
  const said = noting.callback({
    id: input.clientId,
    at: deps.now(),
    callerKey: contact.externalId,
    conversationKey: key.slice(0, key.lastIndexOf(":")),
    text: input.text,
    number,
  })
  await ingestMessage(deps, account, said, {
    told: { kind: "called_back", by: refOf(actor), values: {} },
    also: async () => void (await deps.threads.change(thread.id, takenBy(actor, thread))),
  })
}

async function tellMissed(
  deps: Deps,
  actor: Person,
  thread: Thread,
  { input, number }: { input: LogCallback; number: string | null },
): Promise<void> {
  const { clientId, outcome, text } = input
  await deps.transaction(async () => {
    const told = await deps.timeline.ofThread(thread.id)
    if (told.some(({ values }) => values["clientId"] === clientId)) return
    await deps.threads.change(thread.id, {
      ...(thread.state === "new" && { state: "open" }),
      ...takenBy(actor, thread),
    })
    await deps.timeline.add({
      threadId: thread.id,
      kind: "callback_missed",
      at: deps.now(),
      by: refOf(actor),
      text: text === "" ? null : number === null ? text : withoutNumber(text, number),
      values: { outcome, clientId },
    })
  })
}
