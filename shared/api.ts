import { z } from "zod"
import { Ability } from "./ability.ts"
import { Account, Quarantined } from "./account.ts"
import { Department } from "./department.ts"
import { Entry } from "./entry.ts"
import { Id } from "./id.ts"
import { Message } from "./message.ts"
import { Network } from "./network.ts"
import { Person } from "./person.ts"
import { Reply } from "./reply.ts"
import { Draft, Thread } from "./thread.ts"
import { ThreadFilters, ThreadView } from "./thread-view.ts"
import { TimelineEvent } from "./timeline.ts"

/** What the desk needs before its first screen. */
export const Workspace = z.object({
  me: Person,
  city: z.string(),
  departments: z.array(Department),
  accounts: z.array(Account),
  /** True while networks are simulated: said on every page. */
  demo: z.boolean(),
  /** Where the simulated network can be seen, in demo mode. */
  simulatorUrl: z.string().nullable(),
  undoSeconds: z.number(),
  /** Networks on which an administrator can connect an account from the settings, and how. */
  doors: z.array(z.object({ network: Network, by: z.enum(["consent", "token"]) })),
})
export type Workspace = z.infer<typeof Workspace>

/** What an unauthenticated sign-in page may know. Demo accounts exist in demo mode only. */
export const SignInPage = z.object({
  city: z.string(),
  demo: z.boolean(),
  demoPeople: z.array(
    z.object({ email: z.string(), password: z.string(), name: z.string(), role: z.string() }),
  ),
})
export type SignInPage = z.infer<typeof SignInPage>

/** `before`: the cursor that the previous page ended with. */
export const ThreadsQuery = ThreadFilters.extend({
  view: ThreadView.default("inbox"),
  before: z
    .string()
    .regex(/^[^_]{1,40}_[0-9a-f]{24}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ThreadsQuery = z.infer<typeof ThreadsQuery>

export const ThreadPage = z.object({ threads: z.array(Thread), next: z.string().nullable() })
export type ThreadPage = z.infer<typeof ThreadPage>

export const ThreadCounts = z.record(ThreadView, z.number().int())
export type ThreadCounts = z.infer<typeof ThreadCounts>

/** One thread, whole. `draft` is the reader's own. */
export const ThreadDetail = z.object({
  thread: Thread,
  messages: z.array(Message),
  replies: z.array(Reply),
  timeline: z.array(TimelineEvent),
  draft: Draft,
  entries: z.array(Entry),
})
export type ThreadDetail = z.infer<typeof ThreadDetail>

/** What may be done about each message of a thread that is still there. */
export const ThreadAbilities = z.object({
  messages: z.array(z.object({ messageId: Id, abilities: z.array(Ability) })),
})
export type ThreadAbilities = z.infer<typeof ThreadAbilities>

/** `extra` of the problem `stale_thread`: what happened since the agent's version. */
export const ThreadChanges = z.object({
  version: z.number().int(),
  messages: z.array(Message),
  replies: z.array(Reply),
})
export type ThreadChanges = z.infer<typeof ThreadChanges>

export const EntryList = z.object({ entries: z.array(Entry) })
export const PeopleList = z.object({ people: z.array(Person) })
export const QuarantineList = z.object({ quarantined: z.array(Quarantined) })

/** Asks for the address of a network's page of consent. `accountId`: the account to connect again. */
export const AskConsent = z.object({ network: Network, accountId: Id.nullable().default(null) })

/** Connects an account by a token from the network's own pages. */
export const ConnectByToken = z.object({
  network: Network,
  token: z.string().trim().min(20).max(2_000),
  accountId: Id.nullable().default(null),
})
