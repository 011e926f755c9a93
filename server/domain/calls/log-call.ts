import type { Account } from "../../../shared/account.ts"
import type { LogCall } from "../../../shared/call.ts"
import type { Message } from "../../../shared/message.ts"
import type { Person } from "../../../shared/person.ts"
import type { Thread } from "../../../shared/thread.ts"
import type { Noting } from "../../connectors/connector.ts"
import type { IncomingMessage } from "../../connectors/incoming.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { type Alongside, ingestMessage, type IngestDeps } from "../threads/ingest-message.ts"
import { openOrMove } from "../threads/open-or-move.ts"
import { callerKeyOf, sealNumber, unknownCallerKey } from "./callback-number.ts"

type Deps = IngestDeps & Pick<AppContext, "callbackNumbers" | "connectorOf" | "secrets">

/**
 * Makes a thread of a call that somebody noted, as of any message that comes in; the number is sealed beside it.
 * The same `clientId` again is the same call.
 * @throws AppError forbidden for heads; not_possible when the city has no line to note calls of
 */
export async function logCall(deps: Deps, actor: Person, input: LogCall): Promise<Thread> {
  if (actor.role === "head") throw new AppError("forbidden")
  const { account, noting } = await lineOf(deps)
  const { clientId, name, number, request, place, answer } = input
  const [asked, answered] = noting.call({
    id: clientId,
    at: deps.now(),
    callerKey: number === null ? unknownCallerKey(clientId) : callerKeyOf(deps, number),
    callerName: name,
    request,
    place,
    answer,
    number,
  })
  if (!asked) throw new Error("a call says something")
  await ingestMessage(deps, account, asked, alongsideOf(deps, account, actor, input, answered))
  return threadOf(deps, account, clientId)
}

/** The line that is configured, and how its calls are noted. */
async function lineOf({
  accounts,
  connectorOf,
}: Pick<Deps, "accounts" | "connectorOf">): Promise<{ account: Account; noting: Noting }> {
  for (const account of await accounts.list()) {
    const noting = connectorOf(account.id)?.noting
    if (noting) return { account, noting }
  }
  throw new AppError("not_possible", { reason: "not_offered" })
}

function alongsideOf(
  deps: Deps,
  account: Account,
  actor: Person,
  { number, settled }: LogCall,
  answered: IncomingMessage | undefined,
): Alongside {
  const by = { id: actor.id, name: actor.name }
  const told = { kind: settled ? "call_settled" : "call_logged", by, values: {} } as const
  return {
    told,
    async also({ id: messageId, threadId }: Message) {
      if (number !== null) await sealNumber(deps, { threadId, messageId, number })
      if (answered && !(await openOrMove(deps, account, answered, null, null)))
        throw new Error("the answer to a call that is new is there already")
      // What was said at once does not settle a call by itself: often it is that somebody will call back.
      if (settled) await deps.threads.change(threadId, { state: "answered", assignee: by })
      else if (answered) await deps.threads.change(threadId, { state: "new" })
    },
  }
}

/** The thread of the call: the first one's, when it was sent twice. */
async function threadOf(deps: Deps, account: Account, externalId: string): Promise<Thread> {
  const key = { network: account.network, accountId: account.id, externalId }
  const threadId = (await deps.messages.standing(key))?.threadId
  const thread = threadId ? await deps.threads.find(threadId) : null
  if (!thread) throw new AppError("not_found")
  return thread
}
