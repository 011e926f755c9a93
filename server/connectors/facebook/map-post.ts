import type { AccountProfile, IncomingMessage } from "../incoming.ts"
import { isOnPage, ownerIn, postAddress } from "./ids.ts"
import { contactOf, type Mapped, mapElement } from "./map-element.ts"
import { mapAttachments } from "./map-media.ts"
import { PostPayload } from "./payloads.ts"
import { revisionOf } from "./revision.ts"

/** A visitor's post, or one that names the Page. What the Page itself publishes is no message of a citizen. */
export const mapPost = (raw: unknown, account: AccountProfile, answeredAt: Date): Mapped =>
  mapElement(raw, PostPayload, (post) => ({
    at: post.tagged_time ?? post.created_time,
    ...(post.from?.id !== account.externalId && { message: messageOf(post, account, answeredAt) }),
  }))

function messageOf(post: PostPayload, account: AccountProfile, answeredAt: Date): IncomingMessage {
  const text = post.message ?? ""
  const media = mapAttachments(post.attachments?.data ?? [])
  const isOurs = isOnPage(post.id, account.externalId)
  return {
    externalId: post.id,
    revision: revisionOf(text, media, answeredAt),
    visibility: "public",
    conversationKey: post.id,
    fromAccount: false,
    addressed: true,
    underOurs: isOurs,
    isEncrypted: false,
    // A post that names the Page often comes without its author, whose number its id begins with.
    contact: contactOf(post.from, isOurs ? post.id : ownerIn(post.id) || post.id),
    text,
    sentAt: post.created_time,
    permalink: post.permalink_url ?? postAddress(post.id),
    parentExternalId: null,
    media,
  }
}
