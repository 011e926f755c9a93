import { z } from "zod"
import { RefusalReason } from "./account.ts"
import { Instant } from "./id.ts"

/** What an agent may want to do about a message. */
export const Action = z.enum(["reply", "private_reply", "hide", "unhide", "like", "unlike", "delete"])
export type Action = z.infer<typeof Action>

/** What is done to a message on its network, as asked by a desk. */
export const MessageAct = z.object({ action: z.enum(["hide", "unhide", "like", "unlike", "delete"]) })
export type MessageAct = z.infer<typeof MessageAct>

/** Whether an account may do something about a message now, and why not: data that the desk shows as it is. */
export const Ability = z.object({
  action: Action,
  /** Null when it is allowed. */
  refusal: RefusalReason.nullable(),
  /** When it ends, for what a network allows for a time only. */
  until: Instant.nullable(),
})
export type Ability = z.infer<typeof Ability>
