import { z } from "zod"
import { Expected } from "../../scenarios/scenario.ts"

const Written = z.object({
  id: z.string(),
  /** A user of the world; the city's account is its Page here. */
  authorId: z.string(),
  message: z.string(),
  createdAt: z.number(),
  editedAt: z.number().optional(),
  mediaKeys: z.array(z.string()),
  /** What a good classifier should say; never served by the Graph API. */
  expected: Expected.optional(),
  /** Key of the scenario message it came from. */
  scenarioKey: z.string().optional(),
})

/** A post on the Page, the Page's own or a visitor's, or on a citizen's wall where it names the Page. */
export const PagePostRecord = Written.extend({ wall: z.enum(["page", "own"]) })
export type PagePostRecord = z.infer<typeof PagePostRecord>

/** A comment. Answers nest one level: `parentId` is always a comment that answers the post itself. */
export const CommentRecord = Written.extend({ postId: z.string(), parentId: z.string().optional() })
export type CommentRecord = z.infer<typeof CommentRecord>

/** One message on Messenger, between the Page and one citizen. */
export const MessengerRecord = Written.omit({ editedAt: true, authorId: true }).extend({
  citizenId: z.string(),
  fromPage: z.boolean(),
  replyToMid: z.string().optional(),
  /** What the sending application attached for itself: it comes back in the echo. */
  metadata: z.string().optional(),
  /** The application that sent it; none when it was typed by a citizen. */
  appId: z.string().optional(),
  /** The public message that this private reply answers. */
  answers: z.string().optional(),
  /** Written while another application answers the exchange. */
  standby: z.boolean().optional(),
})
export type MessengerRecord = z.infer<typeof MessengerRecord>

/** What someone publicly thinks of the Page. */
export const RatingRecord = z.object({
  id: z.string(),
  authorId: z.string(),
  recommends: z.boolean(),
  text: z.string(),
  createdAt: z.number(),
})
export type RatingRecord = z.infer<typeof RatingRecord>

/** A button pressed on Messenger. */
export const PostbackRecord = z.object({
  mid: z.string(),
  citizenId: z.string(),
  title: z.string(),
  payload: z.string(),
  createdAt: z.number(),
})
export type PostbackRecord = z.infer<typeof PostbackRecord>

/** Why the Page's token is refused: Meta tells the reasons apart by the subcode of error 190. */
export const Access = z.enum(["valid", "expired", "password", "revoked"])
export type Access = z.infer<typeof Access>

/** The application's callback, as the developer sets it for all Pages. */
export const Callback = z.object({ url: z.string(), fields: z.array(z.string()) })
export type Callback = z.infer<typeof Callback>

/** Everything that can happen on Facebook's side of the world. */
export const FacebookEvent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("post"), post: PagePostRecord }),
  z.object({ kind: z.literal("comment"), comment: CommentRecord }),
  z.object({ kind: z.literal("message"), message: MessengerRecord }),
  z.object({ kind: z.literal("delete"), id: z.string(), byId: z.string(), at: z.number() }),
  z.object({ kind: z.literal("hide"), id: z.string(), hidden: z.boolean() }),
  z.object({ kind: z.literal("like"), id: z.string(), userId: z.string(), likes: z.boolean() }),
  z.object({ kind: z.literal("rating"), rating: RatingRecord }),
  z.object({ kind: z.literal("postback"), postback: PostbackRecord }),
  z.object({ kind: z.literal("access"), access: Access, at: z.number() }),
  z.object({ kind: z.literal("subscription"), fields: z.array(z.string()) }),
  z.object({ kind: z.literal("callback"), callback: Callback.nullable() }),
])
export type FacebookEvent = z.infer<typeof FacebookEvent>
