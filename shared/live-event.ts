import { z } from "zod"
import { Account } from "./account.ts"
import { Entry } from "./entry.ts"
import { Id } from "./id.ts"
import { Message } from "./message.ts"
import { Reply } from "./reply.ts"
import { Thread } from "./thread.ts"
import { TimelineEvent } from "./timeline.ts"

/** Everything the server may push to a desk. A lost event costs latency, never truth: clients re-read on connect. */
export const LiveEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("thread.changed"), thread: Thread }),
  /** The thread left what this person may see. */
  z.object({ type: z.literal("thread.gone"), threadId: Id }),
  z.object({ type: z.literal("message.changed"), message: Message }),
  z.object({ type: z.literal("reply.changed"), reply: Reply }),
  z.object({ type: z.literal("timeline.added"), event: TimelineEvent }),
  z.object({ type: z.literal("account.changed"), account: Account }),
  z.object({ type: z.literal("entry.changed"), entry: Entry }),
])
export type LiveEvent = z.infer<typeof LiveEvent>

export type ServerToClient = { live: (event: LiveEvent) => void }

/** Desks write through REST; over the socket they only say which thread they look at. */
export type ClientToServer = {
  /** Follow one thread's messages, replies and timeline; false when it is not theirs to see. */
  watch: (threadId: string, done: (allowed: boolean) => void) => void
  unwatch: (threadId: string) => void
}
