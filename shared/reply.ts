import { z } from "zod"
import { RefusalReason } from "./account.ts"
import { Id, Instant } from "./id.ts"
import { Visibility } from "./network.ts"
import { PersonRef } from "./person.ts"
import { LONGEST_ALT_TEXT, MOST_PICTURES } from "./picture-limit.ts"

/**
 * Where a reply is on its way out. A word is only used for a fact:
 * `held` can still be undone; `queued` waits for its turn; `sending` was handed to the network and has no answer yet;
 * `retry` was surely not taken and goes again at `dueAt`; `unknown` may have been taken and is being looked for;
 * `uncertain` was looked for and not found: a person decides; `sent` has the network's id; `failed` was refused.
 */
export const ReplyState = z.enum([
  "held",
  "queued",
  "sending",
  "retry",
  "unknown",
  "uncertain",
  "sent",
  "failed",
  "cancelled",
])
export type ReplyState = z.infer<typeof ReplyState>

/** A picture that was uploaded for a reply. */
export const UploadedPicture = z.object({ id: Id, width: z.number().int(), height: z.number().int() })
export type UploadedPicture = z.infer<typeof UploadedPicture>

/** A picture in a reply; the alternative text is empty when nobody wrote one. */
export const ReplyPicture = UploadedPicture.extend({ altText: z.string() })
export type ReplyPicture = z.infer<typeof ReplyPicture>

/** What an agent sent, and what became of it. */
export const Reply = z.object({
  id: Id,
  threadId: Id,
  accountId: Id,
  /** Made by the client: sending the same one again is the same reply. */
  clientId: z.uuid(),
  visibility: Visibility,
  /** The message it answers, by the network's name for it. */
  parentExternalId: z.string(),
  /** The one direct message that answers a public comment. */
  isPrivateReply: z.boolean(),
  /** Empty only beside a picture. */
  text: z.string(),
  pictures: z.array(ReplyPicture),
  by: PersonRef,
  state: ReplyState,
  /** Why it waits or failed. */
  reason: RefusalReason.nullable(),
  /** The network's own words. */
  detail: z.string(),
  /** When the next step is due: end of the undo time, next try, next look. */
  dueAt: Instant.nullable(),
  attempts: z.number().int(),
  externalId: z.string().nullable(),
  permalink: z.string().nullable(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
  threadVersion: z.number().int(),
})
export type Reply = z.infer<typeof Reply>

export const SendReply = z
  .object({
    clientId: z.uuid(),
    text: z.string().trim().max(10_000),
    /** Uploaded before; in the order they are shown in. */
    pictures: z
      .array(z.object({ id: Id, altText: z.string().trim().max(LONGEST_ALT_TEXT).default("") }))
      .max(MOST_PICTURES)
      .default([]),
    /** The thread's version that the agent was looking at. */
    expectedVersion: z.number().int().nonnegative(),
    /** Answer a public message in private, where the network allows it. */
    privately: z.boolean().default(false),
  })
  .refine(({ text, pictures }) => text !== "" || pictures.length > 0, {
    path: ["text"],
    error: "says nothing, and shows nothing",
  })
export type SendReply = z.infer<typeof SendReply>
/** As a client may write it: what has a default may be left out. */
export type SendReplyInput = z.input<typeof SendReply>
