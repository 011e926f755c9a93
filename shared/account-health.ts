import { z } from "zod"
import { Id, Instant } from "./id.ts"
import { Network } from "./network.ts"

/** What a network counts: its calls of one kind, or (`pages`, `messenger`) a share in percent. */
export const QuotaName = z.enum([
  "mentions_read",
  "search_read",
  "directs_read",
  "posts_written",
  "directs_written",
  "pages",
  "messenger",
])
export type QuotaName = z.infer<typeof QuotaName>

/** What is left of what a network allows, as its last answer told. */
export const Quota = z.object({
  name: QuotaName,
  left: z.number(),
  of: z.number(),
  /** When it is whole again; null when the network does not say. */
  resetsAt: Instant.nullable(),
})
export type Quota = z.infer<typeof Quota>

/**
 * A time during which a source was not read. `open`: still to be read; `closed`: read again, nothing is missing;
 * `lost`: the network did not list all of it any more.
 */
export const Gap = z.object({
  id: Id,
  source: z.string(),
  from: Instant,
  to: Instant,
  state: z.enum(["open", "closed", "lost"]),
  /** Messages read again so far. */
  found: z.number().int(),
  closedAt: Instant.nullable(),
})
export type Gap = z.infer<typeof Gap>

/** How the connection of one account is doing. */
export const AccountHealth = z.object({
  accountId: Id,
  network: Network,
  sources: z.array(
    z.object({ source: z.string(), readAt: Instant.nullable(), nextPollAt: Instant.nullable() }),
  ),
  quotas: z.array(Quota),
  /** The open ones, and those of the last thirty days, newest first. */
  gaps: z.array(Gap),
  /** Where the access comes from: the server's configuration, or a person who connected the account. */
  access: z.object({
    by: z.enum(["environment", "person"]),
    since: Instant.nullable(),
    /** When the token ends; Parvis renews it before. Null: not by itself. */
    expiresAt: Instant.nullable(),
  }),
  /** What the network's prices make of our calls, in US dollars; null when it asks nothing. */
  spentUsd: z.object({ today: z.number(), month: z.number() }).nullable(),
  /** Words that the network is searched for. */
  keywords: z.array(z.string()),
})
export type AccountHealth = z.infer<typeof AccountHealth>

export const AccountHealthList = z.object({ accounts: z.array(AccountHealth) })

/** Each a word or a phrase. */
export const Keywords = z.object({ keywords: z.array(z.string().trim().min(2).max(60)).max(12) })
