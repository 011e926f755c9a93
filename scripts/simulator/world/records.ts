import { z } from "zod"
import { Scene } from "../pictures/scenes.ts"
import { Expected } from "../scenarios/scenario.ts"
import { X_EVENT_TYPES } from "./event-types.ts"
import { FacebookEvent } from "./facebook/records.ts"

/** A profile on the simulated network: the city's, or a citizen's. */
export const UserRecord = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  description: z.string(),
  location: z.string(),
  createdAt: z.number(),
  /** Background of the avatar drawn from the initials. */
  colour: z.string(),
  /** X lets an account refuse messages from people it does not follow. */
  acceptsDirects: z.boolean(),
})
export type UserRecord = z.infer<typeof UserRecord>

/** A link of a text: X shows `https://t.co/…` and tells the rest in `entities.urls`. */
export const LinkRecord = z.object({
  short: z.string(),
  expanded: z.string(),
  display: z.string(),
  mediaKey: z.string().optional(),
})
export type LinkRecord = z.infer<typeof LinkRecord>

export const PostRecord = z.object({
  id: z.string(),
  authorId: z.string(),
  /** As X keeps it, before HTML escaping: leading mentions added, links shortened. */
  text: z.string(),
  /** What the author typed. */
  typed: z.string(),
  /** The same with leading mentions, before links are shortened: what X compares to find a duplicate. */
  full: z.string(),
  createdAt: z.number(),
  conversationId: z.string(),
  inReplyToUserId: z.string().optional(),
  repliedToId: z.string().optional(),
  quotedId: z.string().optional(),
  mediaKeys: z.array(z.string()),
  links: z.array(LinkRecord),
  /** Everyone named in the text, leading mentions added by X included. */
  mentionedIds: z.array(z.string()),
  /** Those the author named in what they typed. */
  summonedIds: z.array(z.string()),
  lang: z.string(),
  /** Ids of all versions, oldest first; the last is this one. */
  history: z.array(z.string()),
  /** What a good classifier should say; never served by the X API. */
  expected: Expected.optional(),
  /** Key of the scenario message it came from. */
  scenarioKey: z.string().optional(),
})
export type PostRecord = z.infer<typeof PostRecord>

export const DirectRecord = z.object({
  id: z.string(),
  conversationId: z.string(),
  senderId: z.string(),
  recipientId: z.string(),
  text: z.string(),
  typed: z.string(),
  createdAt: z.number(),
  mediaKeys: z.array(z.string()),
  links: z.array(LinkRecord),
  expected: Expected.optional(),
  scenarioKey: z.string().optional(),
})
export type DirectRecord = z.infer<typeof DirectRecord>

export const MediaRecord = z.object({
  /** `3_` and a snowflake: 3 is X's number for a photo. */
  key: z.string(),
  ownerId: z.string(),
  width: z.number(),
  height: z.number(),
  altText: z.string().optional(),
  createdAt: z.number(),
  source: z.discriminatedUnion("from", [
    z.object({ from: z.literal("scene"), scene: Scene, seed: z.number() }),
    z.object({ from: z.literal("upload"), contentType: z.string(), base64: z.string() }),
  ]),
})
export type MediaRecord = z.infer<typeof MediaRecord>

/** A pair given by the token endpoint. A refresh token works once. */
export const TokenRecord = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  userId: z.string(),
  scopes: z.array(z.string()),
  /** Milliseconds; null for the demonstration token, which does not expire. */
  expiresAt: z.number().nullable(),
})
export type TokenRecord = z.infer<typeof TokenRecord>

/** How an account stands with the application: only `valid` and `expired` leave its refresh token alive. */
export const XAccess = z.enum(["valid", "expired", "revoked", "password"])
export type XAccess = z.infer<typeof XAccess>

/** An address of the application that X pushes events to. */
export const XWebhook = z.object({
  id: z.string(),
  url: z.string(),
  valid: z.boolean(),
  createdAt: z.number(),
})
export type XWebhook = z.infer<typeof XWebhook>

/** One kind of event of one account, sent to one webhook. */
export const XSubscription = z.object({
  id: z.string(),
  type: z.enum(X_EVENT_TYPES),
  userId: z.string().optional(),
  tag: z.string().optional(),
  webhookId: z.string(),
  createdAt: z.number(),
})
export type XSubscription = z.infer<typeof XSubscription>

/** One rule of the filtered stream. */
export const StreamRule = z.object({ id: z.string(), value: z.string(), tag: z.string().optional() })
export type StreamRule = z.infer<typeof StreamRule>

/** An end-to-end encrypted message: its words are nobody's business, not even ours. */
export const ChatRecord = z.object({
  id: z.string(),
  senderId: z.string(),
  recipientId: z.string(),
  createdAt: z.number(),
})
export type ChatRecord = z.infer<typeof ChatRecord>

/** Everything that can happen on the network. The journal is a list of these; the state is their sum. */
export const WorldEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("user"), user: UserRecord }),
  z.object({ type: z.literal("post"), post: PostRecord }),
  z.object({ type: z.literal("delete"), id: z.string(), at: z.number() }),
  z.object({ type: z.literal("hide"), id: z.string(), hidden: z.boolean() }),
  z.object({ type: z.literal("direct"), direct: DirectRecord }),
  z.object({ type: z.literal("chat"), chat: ChatRecord }),
  z.object({ type: z.literal("media"), media: MediaRecord }),
  z.object({ type: z.literal("altText"), key: z.string(), text: z.string() }),
  z.object({ type: z.literal("token"), token: TokenRecord, replaces: z.string().nullable() }),
  z.object({ type: z.literal("revoke"), token: z.string() }),
  /** Every access token given so far, or those of one account, ends now. */
  z.object({ type: z.literal("expire"), at: z.number(), userId: z.string().optional() }),
  /** An account took the application's right away, or changed its password; or nothing is wrong any more. */
  z.object({ type: z.literal("xAccess"), userId: z.string(), access: XAccess }),
  z.object({
    type: z.literal("xHooks"),
    hooks: z.object({ webhooks: z.array(XWebhook), subscriptions: z.array(XSubscription) }),
  }),
  z.object({ type: z.literal("streamRules"), rules: z.array(StreamRule) }),
  z.object({ type: z.literal("clock"), offset: z.number() }),
  /** `page`: the second Page's id; none for the first. */
  z.object({ type: z.literal("facebook"), event: FacebookEvent, page: z.string().optional() }),
])
export type WorldEvent = z.infer<typeof WorldEvent>
