import { z } from "zod"
import type { AccountProfile, News } from "../incoming.ts"
import { mapDirects } from "./map-direct.ts"
import { mapPosts } from "./map-post.ts"
import { readPage } from "./payloads.ts"
import { compareIds, isSnowflake } from "./snowflake.ts"

/*
 * Objects of API v1.1 inside pushes: posts of the Account Activity API, and direct messages of both activity APIs. They are
 * rewritten in the words of v2 and read as those are. Ids are taken from `id_str`: as numbers they lose digits.
 */

const Person = z.object({
  id_str: z.string().nullish(),
  id: z.union([z.string(), z.number()]).nullish(),
  name: z.string().nullish(),
  screen_name: z.string().nullish(),
  username: z.string().nullish(),
})

const OldPost = z.object({
  id_str: z.string(),
  text: z.string().nullish(),
  full_text: z.string().nullish(),
  created_at: z.string(),
  in_reply_to_status_id_str: z.string().nullish(),
  in_reply_to_user_id_str: z.string().nullish(),
  user: Person,
  extended_tweet: z.object({ full_text: z.string().nullish(), entities: z.unknown() }).nullish(),
  entities: z.unknown(),
})

const OldDirect = z.object({
  type: z.string(),
  id: z.string(),
  created_timestamp: z.string(),
  message_create: z.object({
    target: z.object({ recipient_id: z.string() }),
    sender_id: z.string(),
    message_data: z.object({ text: z.string().nullish(), entities: z.unknown() }),
  }),
})

const OldDeletion = z.object({ status: z.object({ id: z.string() }) })

const NOTHING: News = { messages: [], removals: [], unreadable: [] }

/**
 * Posts of the Account Activity API. An answer does not say which conversation it is in: it is left to polling, which
 * knows.
 */
export function oldPosts(activity: Record<string, unknown>, account: AccountProfile): News {
  const { fit, unreadable } = each(OldPost, activity["tweet_create_events"])
  const fresh = fit.filter((post) => !post.in_reply_to_status_id_str)
  const data = fresh.map((post) => ({
    id: post.id_str,
    text: post.extended_tweet?.full_text ?? post.full_text ?? post.text ?? null,
    author_id: idOf(post.user),
    created_at: new Date(post.created_at).toISOString(),
    conversation_id: post.id_str,
    in_reply_to_user_id: post.in_reply_to_user_id_str,
    entities: post.extended_tweet?.entities ?? post.entities,
  }))
  const users = fresh.map(({ user }) => profileOf(user))
  return read({ data, includes: { users } }, unreadable, (page) => mapPosts(page, account, true))
}

/** Direct messages, of both sides. */
export function oldDirects(activity: Record<string, unknown>, account: AccountProfile): News {
  const { fit, unreadable } = each(OldDirect, activity["direct_message_events"])
  const data = fit
    .filter(({ type }) => type === "message_create")
    .map(({ id, created_timestamp, message_create: { sender_id, target, message_data } }) => ({
      id,
      event_type: "MessageCreate",
      text: message_data.text ?? "",
      sender_id,
      created_at: new Date(Number(created_timestamp)).toISOString(),
      dm_conversation_id: [sender_id, target.recipient_id].sort(compareIds).join("-"),
      entities: message_data.entities,
    }))
  const users = Object.values(recordOf(activity["users"])).map((user) => profileOf(personIn(user)))
  return read({ data, includes: { users } }, unreadable, (page) => mapDirects(page, account))
}

export function oldRemovals(activity: Record<string, unknown>, at: Date): News {
  const { fit, unreadable } = each(OldDeletion, activity["tweet_delete_events"])
  return { messages: [], removals: fit.map(({ status }) => ({ externalId: status.id, at })), unreadable }
}

type Page = NonNullable<ReturnType<typeof readPage>>

function read(
  body: { data: unknown[]; includes: unknown },
  unreadable: News["unreadable"],
  map: (page: Page) => ReturnType<typeof mapPosts>,
): News {
  const page = body.data.length > 0 ? readPage(body) : null
  const mapped = page ? map(page) : []
  return {
    ...NOTHING,
    messages: mapped.flatMap(({ message }) => message ?? []),
    unreadable: [...unreadable, ...mapped.flatMap(({ unreadable: unfit }) => unfit ?? [])],
  }
}

/** Reads a list one by one: what does not fit is set apart. */
function each<T>(schema: z.ZodType<T>, list: unknown): { fit: T[]; unreadable: News["unreadable"] } {
  const fit: T[] = []
  const unreadable: News["unreadable"] = []
  for (const raw of Array.isArray(list) ? (list as unknown[]) : []) {
    const { data, error } = schema.safeParse(raw)
    if (data !== undefined) fit.push(data)
    else unreadable.push({ externalId: null, raw, problem: error?.issues[0]?.message ?? "does not fit" })
  }
  return { fit, unreadable }
}

const recordOf = (value: unknown): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).safeParse(value).data ?? {}

/** The Activity API wraps each person in `data`. */
const personIn = (user: unknown): z.infer<typeof Person> =>
  Person.safeParse(recordOf(user)["data"] ?? user).data ?? {}

const idOf = ({ id_str, id }: z.infer<typeof Person>): string => {
  const named = id_str ?? (typeof id === "string" ? id : "")
  return isSnowflake(named) ? named : ""
}

const profileOf = (user: z.infer<typeof Person>) => ({
  id: idOf(user),
  name: user.name ?? "",
  username: user.screen_name ?? user.username ?? "",
})
