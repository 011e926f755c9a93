/** What may be subscribed to: the part of the X Activity API that concerns a desk (docs.x.com, "X Activity API"). */
export const X_EVENT_TYPES = [
  "post.mention.create",
  "post.reply.create",
  "post.quote.create",
  "post.delete",
  "dm.received",
  "dm.sent",
  "chat.received",
  "oauth.revoke",
] as const
export type XEventType = (typeof X_EVENT_TYPES)[number]
