import { z } from "zod"
import { Id, Instant } from "./id.ts"
import { Network } from "./network.ts"

/** Why a call to a network failed, in words that the catalogue translates. */
export const RefusalReason = z.enum([
  "rate_limited",
  "network_unavailable",
  "timeout",
  "token_rejected",
  /** An administrator took the city's access back. */
  "disconnected",
  "credits_depleted",
  "not_summoned",
  "recipient_closed",
  "parent_deleted",
  "duplicate_text",
  "text_too_long",
  /** A picture that the network does not take, or that is not here any more. */
  "picture_refused",
  "forbidden",
  "invalid_request",
  "unreadable_answer",
  /** The network closes an exchange some time after the citizen's last word. */
  "window_closed",
  /** One private reply to a comment, and it has left. */
  "private_reply_used",
  /** The network has blocked what the account writes. */
  "blocked_by_policy",
  /** The citizen cannot be reached on this network any more. */
  "recipient_gone",
  /** Only the network's own app can read and answer it. */
  "encrypted",
  /** The network, or the city's access to it, has no such act. */
  "not_offered",
  /** It came by telephone: one calls back. */
  "by_phone",
  /** The caller left no number, or it is not kept any more. */
  "no_number",
])
export type RefusalReason = z.infer<typeof RefusalReason>

/**
 * `ok`: works. `delayed`: the network is away or asks us to wait; it mends itself.
 * `reconnect`: the credentials are refused; an admin must act. `billing`: the network wants to be paid.
 */
export const AccountState = z.enum(["ok", "delayed", "reconnect", "billing"])
export type AccountState = z.infer<typeof AccountState>

/** States that no waiting mends. */
export const NEEDS_A_PERSON: readonly AccountState[] = ["reconnect", "billing"]

/** A profile that the city owns on a network. */
export const Account = z.object({
  id: Id,
  network: Network,
  externalId: z.string(),
  username: z.string(),
  name: z.string(),
  state: AccountState,
  /** The last refusal, while the state is not `ok`. */
  trouble: z
    .object({ reason: RefusalReason, detail: z.string(), since: Instant, retryAt: Instant.nullable() })
    .nullable(),
  lastPollAt: Instant.nullable(),
  /** When the network last told something by itself. */
  lastPushAt: Instant.nullable(),
  lastMessageAt: Instant.nullable(),
})
export type Account = z.infer<typeof Account>

/** A payload that did not fit its contract, kept whole for an admin to look at. */
export const Quarantined = z.object({
  id: Id,
  accountId: Id,
  source: z.string(),
  externalId: z.string().nullable(),
  problem: z.string(),
  /** The body as received, pretty-printed JSON. */
  raw: z.string(),
  receivedAt: Instant,
})
export type Quarantined = z.infer<typeof Quarantined>
