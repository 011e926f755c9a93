import type { AccountProfile, IncomingMessage } from "../incoming.ts"
import { commentAddress, isOnPage } from "./ids.ts"
import { contactOf, type Mapped, mapElement } from "./map-element.ts"
import { mapAttachments } from "./map-media.ts"
import { CommentPayload, type Person } from "./payloads.ts"
import { revisionOf } from "./revision.ts"

/** The post a comment stands under; `from` is known for visitors' posts when Facebook tells it. */
export type CommentedPost = { id: string; from?: Person | null | undefined }

/**
 * A comment of any depth. One that the Page wrote belongs to the citizen it answers: who wrote the comment above it,
 * or the post. When it answers nobody else it is left out.
 */
export const mapComment = (
  raw: unknown,
  post: CommentedPost,
  account: AccountProfile,
  answeredAt: Date,
): Mapped =>
  mapElement(raw, CommentPayload, (comment) => {
    const fromAccount = comment.from?.id === account.externalId
    const answered = comment.parent ? comment.parent.from : post.from
    if (fromAccount && (!answered || answered.id === account.externalId)) return { at: comment.created_time }
    const contact = fromAccount ? contactOf(answered, comment.id) : contactOf(comment.from, comment.id)
    const text = comment.message ?? ""
    const media = mapAttachments(comment.attachment ? [comment.attachment] : [])
    const message: IncomingMessage = {
      externalId: comment.id,
      revision: revisionOf(text, media, answeredAt),
      visibility: "public",
      conversationKey: post.id,
      fromAccount,
      addressed: true,
      underOurs: isOnPage(post.id, account.externalId),
      isEncrypted: false,
      contact,
      text,
      sentAt: comment.created_time,
      permalink: comment.permalink_url ?? commentAddress(post.id, comment.id),
      parentExternalId: comment.parent?.id ?? post.id,
      media,
    }
    return { at: comment.created_time, message }
  })
