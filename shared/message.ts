import { z } from "zod"
import { Classification } from "./classification.ts"
import { Id, Instant } from "./id.ts"
import { Network, Visibility } from "./network.ts"

/** Parvis's own copy of a picture. `refused`: there is none to be had; the message's place on its network is left. */
const MediaCopy = z.discriminatedUnion("state", [
  z.object({ state: z.literal("waiting") }),
  z.object({
    state: z.literal("ready"),
    /** Another one with every other picture: part of its address, so that browsers may keep it. */
    version: z.string(),
    width: z.number().int(),
    height: z.number().int(),
  }),
  z.object({ state: z.literal("refused") }),
])

/** A picture in a message, or the still one of a film. Desks see Parvis's copy, never the network's address. */
export const Media = z.object({
  kind: z.enum(["photo", "video", "gif"]),
  altText: z.string().nullable(),
  copy: MediaCopy,
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
