import type { Account } from "../../../shared/account.ts"
import type { Classification, Urgency } from "../../../shared/classification.ts"
import type { Thread, ThreadState } from "../../../shared/thread.ts"
import type { Message } from "../../../shared/message.ts"
import type { TimelineEvent } from "../../../shared/timeline.ts"
import type { IncomingMessage } from "../../connectors/incoming.ts"
import type { ThreadChange } from "../../store/stores.ts"
import type { IngestDeps } from "./ingest-message.ts"

const EXCERPT_LENGTH = 280

/** One line of the timeline, but for where it stands. */
export type Told = Pick<TimelineEvent, "kind" | "by" | "values">

/** The start of a message, as lists show it. */
export const excerptOf = (text: string): string => text.slice(0, EXCERPT_LENGTH)

/** Messages of one contact in one conversation are one thread. */
export const threadKeyOf = ({ conversationKey, contact }: IncomingMessage): string =>
  `${conversationKey}:${contact.externalId}`

/**
 * Stores a message that is new, in the thread that it opens or moves on. Only inside a transaction.
 * @param told what the timeline says of it when a person brought it; null: another line says it already
 * @returns null when the network's id is taken after all
 */
export async function openOrMove(
  deps: IngestDeps,
  account: Account,
  incoming: IncomingMessage,
  classification: Classification | null,
  told?: Told | null,
): Promise<Message | null> {
  const receivedAt = deps.now()
  // A clock ahead of ours must not keep a thread at the top for ever.
  const sentAt = incoming.sentAt > receivedAt ? receivedAt : incoming.sentAt
  const contact = await deps.contacts.upsert({ network: account.network, ...incoming.contact })
  const place = { accountId: account.id, key: threadKeyOf(incoming) }
  const before = await deps.threads.findByKey(place)
  const state = nextState(before?.state ?? null, incoming.fromAccount)
  const excerpt = excerptOf(incoming.text)
  const isLatestWord = !before || sentAt.toISOString() >= before.lastInboundAt
  const author = authorOf(account, incoming)
  const thread = await deps.threads.arrive({
    ...place,
    sentAt,
    opening: {
      network: account.network,
      visibility: incoming.visibility,
      contact: { id: contact.id, username: contact.username, name: contact.name },
      state,
      addressed: incoming.addressed,
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
      ...(incoming.addressed && { addressed: true }),
      ...(classification && isLatestWord && { excerpt }),
      ...(classification && before && (await reclassified(deps, before, classification))),
    },
  })
  const stored = await deps.messages.insertOnce({
    threadId: thread.id,
    accountId: account.id,
    network: account.network,
    externalId: incoming.externalId,
    revision: incoming.revision,
    direction: incoming.fromAccount ? "out" : "in",
    visibility: incoming.visibility,
    text: incoming.text,
    addressed: incoming.addressed,
    underOurs: incoming.underOurs,
    isEncrypted: incoming.isEncrypted,
    author,
    permalink: incoming.permalink,
    parentExternalId: incoming.parentExternalId,
    media: incoming.media,
    sentAt: sentAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    classification,
    replyId: null,
    threadVersion: thread.version,
  })
  if (!stored) return null
  if (incoming.media.length > 0)
    await deps.mediaCopies.expect({ ...stored, media: incoming.media }, receivedAt)
  if (told !== null)
    await deps.timeline.add({
      threadId: thread.id,
      kind: timelineKind(before, incoming.fromAccount),
      at: receivedAt,
      values: { author: author.name },
      ...told,
    })
  return stored
}

const authorOf = (account: Account, { fromAccount, contact }: IncomingMessage) =>
  fromAccount
    ? { username: account.username === account.externalId ? "" : account.username, name: account.name }
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
export async function reclassified(
  deps: Pick<IngestDeps, "corrections">,
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
