import type { ThreadChanges } from "../../../shared/api.ts"
import type { Person } from "../../../shared/person.ts"
import type { Reply, ReplyPicture, SendReplyInput } from "../../../shared/reply.ts"
import { type PictureLimit, pictureLimitOf } from "../../../shared/picture-limit.ts"
import type { Thread } from "../../../shared/thread.ts"
import { textLimitOf } from "../../../shared/text-limit.ts"
import { xTextLength } from "../../../shared/x-text.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { abilitiesOf } from "../threads/read-abilities.ts"
import { readThread } from "../threads/read-thread.ts"

type Deps = Pick<
  AppContext,
  | "accounts"
  | "connectorOf"
  | "contacts"
  | "drafts"
  | "messages"
  | "now"
  | "pictures"
  | "replies"
  | "threads"
  | "timeline"
  | "transaction"
  | "undoSeconds"
>

/**
 * Queues a reply, held back for the undo time. It leaves through the outbox, never from here.
 * The same `clientId` again is the same reply.
 * @throws AppError stale_thread (with what changed) when the agent wrote on an older version: text is not lost,
 *   the browser keeps it; reply_too_long; same_text_elsewhere; picture_gone;
 *   not_answerable; not_possible with the network's reason; not_found
 */
export async function sendReply(
  deps: Deps,
  actor: Person,
  threadId: string,
  input: SendReplyInput,
): Promise<Reply> {
  const thread = await readThread(deps, actor, threadId)
  const sent = await deps.replies.findByClientId(threadId, input.clientId)
  if (sent) return sent
  const isPrivateReply = input.privately ?? false
  const visibility = isPrivateReply ? "direct" : thread.visibility
  const isTooLong =
    thread.network === "x" && visibility === "public"
      ? // An empty one is not valid either; whether it may be empty is told by the pictures.
        input.text !== "" && !xTextLength(input.text).valid
      : [...input.text].length > textLimitOf(thread.network, visibility)
  if (isTooLong) throw new AppError("reply_too_long")
  const attached = input.pictures ?? []
  refuseMorePictures(attached.length, input.text, pictureLimitOf(thread.network, visibility, isPrivateReply))
  const target = await targetOf(deps, thread, isPrivateReply)
  if (visibility === "public" && input.text !== "") await refuseSameText(deps, thread, input.text)
  const by = { id: actor.id, name: actor.name }
  const createdAt = deps.now()
  return deps.transaction(async () => {
    const moved = await deps.threads.change(
      threadId,
      {
        ...(thread.state === "new" && { state: "open" }),
        ...(thread.assignee === null && actor.role !== "head" && { assignee: by }),
      },
      { guard: { version: input.expectedVersion }, grow: true },
    )
    if (!moved) throw new AppError("stale_thread", await changesSince(deps, threadId, input.expectedVersion))
    const reply = await deps.replies.insert({
      threadId,
      accountId: thread.accountId,
      clientId: input.clientId,
      visibility,
      text: input.text,
      pictures: await picturesOf(deps, threadId, attached),
      by,
      target,
      createdAt,
      dueAt: new Date(createdAt.getTime() + deps.undoSeconds * 1000),
      threadVersion: moved.version,
    })
    if (
      !(await deps.pictures.use(
        attached.map(({ id }) => id),
        reply.id,
      ))
    )
      throw new AppError("picture_gone")
    await deps.threads.change(threadId, { lastReply: { id: reply.id, state: "held" } })
    await deps.drafts.save(threadId, actor.id, "", createdAt)
    await deps.timeline.add({ threadId, kind: "reply_held", at: createdAt, by })
    return reply
  })
}

/** How long networks remember. X compares what the accounts of one application say (automation rules). */
const SAME_TEXT_MS = 24 * 3_600_000

/** @throws AppError same_text_elsewhere */
async function refuseSameText(
  deps: Pick<Deps, "accounts" | "now" | "replies">,
  thread: Thread,
  text: string,
): Promise<void> {
  const others = (await deps.accounts.list()).filter(
    ({ id, network }) => network === thread.network && id !== thread.accountId,
  )
  if (others.length === 0) return
  const since = new Date(deps.now().getTime() - SAME_TEXT_MS)
  const ids = others.map(({ id }) => id)
  if (await deps.replies.isPublished(ids, text, since)) throw new AppError("same_text_elsewhere")
}

function refuseMorePictures(count: number, text: string, { most, withText }: PictureLimit): void {
  if (count > most || (count > 0 && text !== "" && !withText))
    throw new AppError("not_possible", { reason: "not_offered" })
}

/** The pictures that were uploaded for this thread, as the reply shows them. */
async function picturesOf(
  { pictures }: Pick<Deps, "pictures">,
  threadId: string,
  attached: { id: string; altText?: string | undefined }[],
): Promise<ReplyPicture[]> {
  const known = await pictures.unusedOf(threadId)
  return attached.map(({ id, altText = "" }) => {
    const picture = known.find((one) => one.id === id)
    if (!picture) throw new AppError("picture_gone")
    return { ...picture, altText }
  })
}

/** What a public reply answers, and whom a direct one goes to; refused where the network would refuse it. */
async function targetOf(
  deps: Pick<Deps, "connectorOf" | "contacts" | "messages" | "now" | "replies" | "threads">,
  thread: Thread,
  isPrivateReply: boolean,
) {
  const parent = await deps.messages.lastInbound(thread.id)
  const contact = await deps.contacts.find(thread.contact.id)
  const key = await deps.threads.keyOf(thread.id)
  if (!parent || !contact || !key) throw new AppError("not_answerable")
  const action = isPrivateReply ? "private_reply" : "reply"
  const abilities = abilitiesOf(deps, thread, parent, await deps.replies.ofThread(thread.id))
  const reason = abilities.find((ability) => ability.action === action)?.refusal
  if (reason !== null) throw new AppError("not_possible", { reason: reason ?? "not_offered" })
  return {
    parentExternalId: parent.externalId,
    parentSentAt: new Date(parent.sentAt),
    isPrivateReply,
    conversationKey: key.slice(0, key.lastIndexOf(":")),
    recipientExternalId: contact.externalId,
  }
}

async function changesSince(
  deps: Pick<Deps, "messages" | "replies" | "threads">,
  threadId: string,
  version: number,
): Promise<ThreadChanges> {
  const isNewer = ({ threadVersion }: { threadVersion: number }) => threadVersion > version
  const messages = await deps.messages.ofThread(threadId)
  const replies = await deps.replies.ofThread(threadId)
  return {
    version: (await deps.threads.find(threadId))?.version ?? version,
    messages: messages.filter((message) => message.direction === "in" && isNewer(message)),
    replies: replies.filter(isNewer),
  }
}
