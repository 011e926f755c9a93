import type { Message } from "../../shared/message.ts"
import type { Reply } from "../../shared/reply.ts"
import type { ThreadView } from "../../shared/thread-view.ts"
import type { DeskClient } from "../rig/desk-client.ts"
import type { World } from "../simulator/world/world.ts"
import type { AgentLog } from "./agent.ts"

const EVERYWHERE: ThreadView[] = ["inbox", "department", "answered", "closed"]

async function everything(client: DeskClient): Promise<{ messages: Message[]; replies: Reply[] }> {
  const messages: Message[] = []
  const replies: Reply[] = []
  const ids = new Set<string>()
  for (const view of EVERYWHERE) for (const { id } of await client.threads(view)) ids.add(id)
  for (const id of ids) {
    const detail = await client.detail(id)
    messages.push(...detail.messages)
    replies.push(...detail.replies)
  }
  return { messages, replies }
}

/** What citizens wrote to the city on the network, against what the desk shows. */
export async function countMessages(client: DeskClient, world: World) {
  const written = new Set<string>()
  for (const post of world.timeline)
    if (post.authorId !== world.cityId && post.mentionedIds.includes(world.cityId)) {
      if (!world.deletedAt.has(post.id) && !world.supersededBy.has(post.id))
        written.add(post.history[0] ?? post.id)
    }
  for (const direct of world.directs) if (direct.senderId !== world.cityId) written.add(direct.id)
  const shown = (await everything(client)).messages.filter(({ direction }) => direction === "in")
  const distinct = new Set(shown.map(({ externalId }) => externalId))
  return {
    written: written.size,
    lost: [...written].filter((id) => !distinct.has(id)).length,
    doubled: shown.length - distinct.size,
  }
}

/** Replies that the agent asked for, against what the network got. */
export async function countReplies(client: DeskClient, world: World, log: AgentLog) {
  const { replies } = await everything(client)
  const published = [
    ...world.timeline.filter(({ authorId }) => authorId === world.cityId).map(({ text }) => text),
    ...world.directs.filter(({ senderId }) => senderId === world.cityId).map(({ text }) => text),
  ]
  let once = 0
  let doubled = 0
  let vanished = 0
  let falselySent = 0
  const unfinished: Record<string, number> = {}
  for (const { clientId, text } of log.replies.values()) {
    const reference = text.slice(text.indexOf("Réf. "))
    const copies = published.filter((candidate) => candidate.includes(reference)).length
    const reply = replies.find((candidate) => candidate.clientId === clientId)
    if (copies === 1) once += 1
    if (copies > 1) doubled += 1
    if (!reply) vanished += 1
    else if (reply.state === "sent" && copies === 0) falselySent += 1
    else if (reply.state !== "sent") unfinished[reply.state] = (unfinished[reply.state] ?? 0) + 1
  }
  return { askedFor: log.replies.size, publishedOnce: once, doubled, vanished, falselySent, unfinished }
}
