import type { Account } from "../../../shared/account.ts"
import type { Classification, Urgency } from "../../../shared/classification.ts"
import type { Thread, ThreadState } from "../../../shared/thread.ts"
import type { IncomingMessage } from "../../connectors/connector.ts"
import type { AppContext } from "../../context.ts"
import type { ThreadChange } from "../../store/stores.ts"
import { recognizeEcho } from "../replies/recognize-echo.ts"

type Deps = Pick<
  AppContext,
  | "accounts"
  | "classify"
  | "contacts"
  | "corrections"
  | "messages"
  | "now"
  | "replies"
  | "threads"
  | "timeline"
  | "transaction"
>

const EXCERPT_LENGTH = 280

/** Aborts the transaction when another process stored the same message first. */
class AlreadyStored extends Error {}

/**
 * Stores one message of a network with its contact, thread and timeline, all or nothing.
 * Safe to call again with the same message, from any number of processes: the second call changes nothing.
 * @returns true when the message was new
 */
export async function ingestMessage(
  deps: Deps,
  account: Account,
  incoming: IncomingMessage,
): Promise<boolean> {
  const { externalId } = incoming
  const key = { network: account.network, accountId: account.id, externalId }
  if (await deps.messages.exists(key)) return false
  if (incoming.fromAccount && (await recognizeEcho(deps, account, incoming))) return false
  const classification = incoming.fromAccount ? null : deps.classify(incoming.text)
  try {
    await deps.transaction(async () => {
      if (await deps.messages.exists(key)) throw new AlreadyStored()
      await store(deps, account, incoming, classification)
    })
    return true
  } catch (error) {
    if (error instanceof AlreadyStored) return false
    throw error
  }
}

async function store(
  deps: Deps,
  account: Account,
  incoming: IncomingMessage,
  classification: Classification | null,
): Promise<void> {
  const receivedAt = deps.now()
  // A clock ahead of ours must not keep a thread at the top for ever.
  const sentAt = incoming.sentAt > receivedAt ? receivedAt : incoming.sentAt
  const contact = await deps.contacts.upsert({ network: account.network, ...incoming.contact })
  const place = { accountId: account.id, key: threadKeyOf(incoming) }
  const before = await deps.threads.findByKey(place)
  const state = nextState(before?.state ?? null, incoming.fromAccount)
  const excerpt = incoming.text.slice(0, EXCERPT_LENGTH)
  const thread = await deps.threads.arrive({
    ...place,
    sentAt,
    opening: {
      network: account.network,
      visibility: incoming.visibility,
      contact: { id: contact.id, username: contact.username, name: contact.name },
      state,
      department: classification?.department ?? null,
      departmentScore: classification?.candidates[0]?.score ?? null,
      sentiment: classification?.sentiment ?? "neutral",
      urgency: classification?.urgency ?? "normal",
      language: classification?.language ?? "und",
      assignee: null,
      escalation: null,
      excerpt,
      lastReply: null,
      createdAt: receivedAt.toISOString(),
    },
    change: {
      state,
      ...(classification && { excerpt }),
      ...(classification && before && (await reclassified(deps, before, classification))),
    },
  })
  const stored = await deps.messages.insertOnce({
    threadId: thread.id,
    accountId: account.id,
    network: account.network,
    externalId: incoming.externalId,
    direction: incoming.fromAccount ? "out" : "in",
    visibility: incoming.visibility,
    text: incoming.text,
    author: authorOf(account, incoming),
    permalink: incoming.permalink,
    parentExternalId: incoming.parentExternalId,
    media: incoming.media,
    sentAt: sentAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    classification,
    replyId: null,
    threadVersion: thread.version,
  })
  if (!stored) throw new AlreadyStored()
  await deps.timeline.add({
    threadId: thread.id,
    kind: timelineKind(before, incoming.fromAccount),
    at: receivedAt,
    values: { author: authorOf(account, incoming).name },
  })
}

/** Messages of one contact in one conversation are one thread. */
export const threadKeyOf = ({ conversationKey, contact }: IncomingMessage): string =>
  `${conversationKey}:${contact.externalId}`

const authorOf = (account: Account, { fromAccount, contact }: IncomingMessage) =>
  fromAccount
    ? { username: account.username, name: account.name }
    : { username: contact.username, name: contact.name }

/** A citizen's word reopens what was answered; what waits for a department goes on waiting. */
function nextState(current: ThreadState | null, fromAccount: boolean): ThreadState {
  if (fromAccount) return "answered"
  if (current === null) return "new"
  return current === "answered" || current === "closed" ? "open" : current
}

function timelineKind(before: Thread | null, fromAccount: boolean) {
  if (fromAccount) return "answered_elsewhere"
  if (!before) return "thread_opened"
  return before.state === "answered" || before.state === "closed" ? "thread_reopened" : "message_received"
}

const SEVERITY: Record<Urgency, number> = { normal: 0, high: 1, emergency: 2 }

/** A new message may change how the thread is tagged, but never what a person decided. */
async function reclassified(
  deps: Pick<Deps, "corrections">,
  thread: Thread,
  classification: Classification,
): Promise<ThreadChange> {
  const decided = new Set((await deps.corrections.ofThread(thread.id)).map(({ field }) => field))
  const change: ThreadChange = {}
  if (!decided.has("sentiment")) change.sentiment = classification.sentiment
  if (!decided.has("urgency") && SEVERITY[classification.urgency] > SEVERITY[thread.urgency])
    change.urgency = classification.urgency
  if (!decided.has("department") && thread.department === null && classification.department !== null) {
    change.department = classification.department
    change.departmentScore = classification.candidates[0]?.score ?? null
  }
  return change
}
