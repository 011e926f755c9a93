import { z } from "zod"
import { Classification } from "./classification.ts"
import { Id, Instant } from "./id.ts"
import { Network, Visibility } from "./network.ts"

export const Media = z.object({
  kind: z.enum(["photo", "video", "gif"]),
  url: z.string().nullable(),
  altText: z.string().nullable(),
})
export type Media = z.infer<typeof Media>

/** One item that went over a network, inbound or outbound. */
export const Message = z.object({
  id: Id,
  threadId: Id,
  accountId: Id,
  network: Network,
  externalId: z.string(),
  direction: z.enum(["in", "out"]),
  visibility: Visibility,
  /** The latest version; empty once removed. */
  text: z.string(),
  /** What stood there before, oldest first. */
  earlier: z.array(z.object({ text: z.string(), at: Instant })),
  /** When the latest version was written, if it was ever changed. */
  editedAt: Instant.nullable(),
  /** Taken away on the network, and so here: nothing of it is left but its place. */
  removedAt: Instant.nullable(),
  /** Hidden on the network by the city. */
  hidden: z.boolean(),
  /** Liked on the network by the city. */
  liked: z.boolean(),
  /** False when the city only overheard it. */
  addressed: z.boolean(),
  /** Said under something the city published. */
  underOurs: z.boolean(),
  /** Its words can be read only in the network's own app. */
  isEncrypted: z.boolean(),
  author: z.object({ username: z.string(), name: z.string() }),
  permalink: z.string().nullable(),
  parentExternalId: z.string().nullable(),
  media: z.array(Media),
  /** The network's clock. */
  sentAt: Instant,
  receivedAt: Instant,
  /** Null for what the city wrote. */
  classification: Classification.nullable(),
  /** The reply of ours that this message is, when it left from the desk. */
  replyId: Id.nullable(),
  /** The thread's version once this message was in. */
  threadVersion: z.number().int(),
})
export type Message = z.infer<typeof Message>
