import { compareRevisions, type Revision } from "../../../shared/revision.ts"
import type { IncomingMessage } from "../../connectors/incoming.ts"
import type { Standing } from "../../store/stores.ts"
import type { IngestDeps } from "./ingest-message.ts"
import { excerptOf, reclassified } from "./open-or-move.ts"

/**
 * Takes in another version of a message that is known. The latest version is what people see, in whatever order
 * versions arrive; the others are kept beside it. A removed message stays removed.
 * @returns true when the version was new
 */
export async function reviseMessage(
  deps: IngestDeps,
  known: Standing,
  incoming: IncomingMessage,
): Promise<boolean> {
  if (!tellsMore(known, incoming.revision)) return false
  return deps.transaction(async () => {
    const standing = await deps.messages.standingOf(known.id)
    if (!standing?.threadId || !tellsMore(standing, incoming.revision)) return false
    if (compareRevisions(incoming.revision, standing.revision) <= 0) {
      await deps.messages.addEarlier(standing.id, { ...incoming.revision, text: incoming.text })
      return true
    }
    const classification = incoming.fromAccount ? null : deps.classify(incoming.text)
    const { text, media, revision } = incoming
    const last = await deps.messages.lastInbound(standing.threadId)
    const before = await deps.threads.find(standing.threadId)
    const thread =
      before &&
      (await deps.threads.change(
        before.id,
        {
          ...(last?.id === standing.id && { excerpt: excerptOf(text) }),
          ...(classification && (await reclassified(deps, before, classification))),
        },
        // What an agent wrote on the words before is stale from here.
        { grow: !incoming.fromAccount },
      ))
    if (!thread) throw new Error(`message ${standing.id} belongs to no thread`)
    const threadVersion = thread.version
    const revised = await deps.messages.revise(standing.id, revision, {
      text,
      media,
      classification,
      threadVersion,
    })
    // A picture that this version has not is gone with the version that had it.
    if (revised) await deps.mediaCopies.expect({ ...revised, media }, deps.now())
    await deps.timeline.add({
      threadId: standing.threadId,
      kind: "message_edited",
      at: deps.now(),
      values: { author: incoming.contact.name },
    })
    return true
  })
}

/** A version never seen, or one that is seen again after another: somebody changed it back. */
function tellsMore({ isRemoved, revision, revisionIds }: Standing, told: Revision): boolean {
  if (isRemoved || revision.id === told.id) return false
  return !revisionIds.includes(told.id) || told.at > revision.at
}
