import { z } from "zod"
import { Scene } from "../pictures/scenes.ts"
import { Expected } from "../scenarios/scenario.ts"
import { FaultSetting } from "../wire/faults.ts"
import { XAccess } from "../world/records.ts"
import { Access } from "../world/facebook/records.ts"

/** Bodies of the control plane. */
/** X allows 15 characters (help.x.com, "How to change your username"). */
const Handle = z.string().regex(/^\w{1,15}$/)
export const Photo = z.union([
  z.strictObject({ scene: Scene }),
  z.strictObject({ dataUrl: z.string().max(6_000_000), alt: z.string().max(1000).optional() }),
])
export const NewCitizen = z.strictObject({
  username: Handle,
  name: z.string().min(1).max(50).optional(),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
  description: z.string().max(160).optional(),
  acceptsDirects: z.boolean().optional(),
})
export const NewPost = z.strictObject({
  by: Handle,
  text: z.string().max(4000).default(""),
  replyTo: z.string().optional(),
  photo: Photo.optional(),
  expected: Expected.optional(),
})
const Words = NewPost.omit({ replyTo: true })
/** `to`: the city's account that is written to, the first unless said otherwise. */
export const NewDirect = Words.extend({ to: Handle.optional() })
/** An encrypted message: nobody reads its words. */
export const NewChat = z.strictObject({ by: Handle, to: Handle.optional() })
/** Which Page is meant, by its id; the first unless said otherwise. */
const PageId = z.string().optional()
/** Facebook has no limit that a citizen meets. Who speaks may be the city: as its people do in Meta Business Suite. */
const FacebookWords = Words.extend({ text: z.string().max(8000).default("") })
export const NewPagePost = FacebookWords.extend({
  page: PageId,
  wall: z.enum(["page", "own"]).default("page"),
})
export const NewComment = FacebookWords.extend({ on: z.string() })
/** `to`: the citizen that the Page writes to. */
export const NewMessage = FacebookWords.extend({
  page: PageId,
  to: Handle.optional(),
  replyTo: z.string().optional(),
  /** As if another application answered the exchange. */
  standby: z.boolean().optional(),
})
export const NewRating = z.strictObject({
  page: PageId,
  by: Handle,
  text: z.string().max(8000).default(""),
  recommends: z.boolean().default(true),
})
export const NewPostback = z.strictObject({
  page: PageId,
  by: Handle,
  title: z.string().min(1).max(20).default("Démarrer"),
  payload: z.string().max(1000).default("GET_STARTED"),
})
/** Someone asks Meta that the application forget them; `place` says by which of their numbers. */
export const Deletion = z.strictObject({
  by: Handle,
  url: z.url(),
  place: z.enum(["public", "messenger"]).default("public"),
})
export const NewLike = z.strictObject({ by: Handle, on: z.string(), likes: z.boolean().default(true) })
/** `username`: one of the city's accounts, the first unless said otherwise. */
export const NewXAccess = z.strictObject({ username: Handle.optional(), access: XAccess })
export const NewAccess = z.strictObject({ access: Access, page: PageId })
export const Moderation = z.strictObject({ hidden: z.boolean() })
export const WebhookSetting = z.strictObject({
  on: z.boolean().optional(),
  /** Where the events go; the address is asked first whether it is ours. */
  url: z.url().optional(),
  /** All that Meta tells a desk, unless said otherwise. */
  fields: z.array(z.string()).optional(),
})
export const XWebhookSetting = z.strictObject({ on: z.boolean().optional(), url: z.url().optional() })
export const Burst = z.strictObject({
  count: z.number().int().positive().max(50_000),
  /** The registered webhook's unless said otherwise. */
  url: z.url().optional(),
  concurrency: z.number().int().positive().max(256).default(32),
})
export const WebhookBatch = z.strictObject({
  count: z.number().int().positive().max(1000).default(1000),
  bad: z.number().int().nonnegative().max(100).default(1),
})
const Network = z.enum(["x", "facebook"])
export const Storm = z.strictObject({
  network: Network.default("x"),
  perMinute: z.number().positive().max(60_000).default(200),
  minutes: z.number().positive().max(600).optional(),
  count: z.number().int().positive().max(20_000).optional(),
  instant: z.boolean().default(false),
})
/** What a network says after an outage. */
export const Backlog = z.strictObject({
  network: Network.default("x"),
  count: z.number().int().positive().max(20_000),
  hours: z
    .number()
    .positive()
    .max(24 * 30),
  /** How many of them are private, of 1. */
  directs: z.number().min(0).max(1).default(0),
})
export const Play = z.strictObject({
  perMinute: z.number().positive().max(60_000).default(20),
  instant: z.boolean().default(false),
})
export const Settings = z.strictObject({
  budgetFactor: z.number().positive().max(1000).optional(),
  summonedRule: z.enum(["strict", "conversation", "off"]).optional(),
  humanAgentApproved: z.boolean().optional(),
  requireAppSecretProof: z.boolean().optional(),
  missingIds: z.enum(["refuse", "omit"]).optional(),
})
export const FaultSettings = z.union([
  z.strictObject({ faults: z.array(FaultSetting).max(20) }),
  FaultSetting,
])
export const Edit = z.strictObject({ text: z.string().min(1).max(4000) })
export const Clock = z.strictObject({ offsetMs: z.number().int().min(-3.2e10).max(3.2e10) })
export const Speed = z.strictObject({
  perMinute: z.number().min(0).max(600),
  network: Network.default("x"),
})
