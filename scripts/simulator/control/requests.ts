import { z } from "zod"
import { Scene } from "../pictures/scenes.ts"
import { Expected } from "../scenarios/scenario.ts"
import { FaultSetting } from "../x-api/faults.ts"

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
export const NewDirect = NewPost.omit({ replyTo: true })
export const Storm = z.strictObject({
  perMinute: z.number().positive().max(60_000).default(200),
  minutes: z.number().positive().max(600).optional(),
  count: z.number().int().positive().max(20_000).optional(),
  instant: z.boolean().default(false),
})
export const Play = z.strictObject({
  perMinute: z.number().positive().max(60_000).default(20),
  instant: z.boolean().default(false),
})
export const Settings = z.strictObject({
  budgetFactor: z.number().positive().max(1000).optional(),
  summonedRule: z.enum(["strict", "conversation", "off"]).optional(),
})
export const FaultSettings = z.union([
  z.strictObject({ faults: z.array(FaultSetting).max(20) }),
  FaultSetting,
])
export const Edit = z.strictObject({ text: z.string().min(1).max(4000) })
export const Clock = z.strictObject({ offsetMs: z.number().int().min(-3.2e10).max(3.2e10) })
export const Speed = z.strictObject({ perMinute: z.number().min(0).max(600) })
