import { z } from "zod"
import type { AccountProfile, News, Removal } from "../incoming.ts"
import { lastVersionOf, mapPosts } from "./map-post.ts"
import { PostPayload, readPage } from "./payloads.ts"
import { isSnowflake } from "./snowflake.ts"
import { POST_QUERY } from "./sources.ts"
import { unreadable, type XCall } from "./x-client.ts"

/** X's most for one look-up by id (docs.x.com, "Posts lookup"). */
const MOST = 100

/** What stands beside the data for each id that X does not give. */
const Missing = z.object({
  errors: z
    .array(
      z
        .object({
          resource_id: z.string().nullish(),
          value: z.string().nullish(),
          type: z.string().nullish(),
        })
        .catch({}),
    )
    .nullish()
    .catch(undefined),
})

export type Recheck = { call: XCall; account: AccountProfile; signal: AbortSignal; now: Date }

/**
 * GET /2/tweets?ids=…: how known posts stand now. A post that is not found, or that X no longer shows to the account
 * (protected, suspended), must go here too (X Developer Policy, "Content compliance").
 * @throws CallError
 */
export async function recheckPosts(ids: readonly string[], how: Recheck): Promise<News> {
  const first = await lookUp(ids.filter(isSnowflake).slice(0, MOST), how)
  // X's documentation says both that an edited post answers with its last version and with the one asked for.
  const newer = await lookUp(first.newer.slice(0, MOST), how)
  return {
    messages: [...first.messages, ...newer.messages],
    removals: first.removals,
    unreadable: [...first.unreadable, ...newer.unreadable],
  }
}

/** `newer`: later versions of what was asked for that the answer names and does not hold. */
async function lookUp(asked: readonly string[], how: Recheck): Promise<News & { newer: string[] }> {
  if (asked.length === 0) return { messages: [], removals: [], unreadable: [], newer: [] }
  const query = { ids: asked.join(","), ...POST_QUERY }
  const answer = await how.call({ method: "GET", path: "tweets", query }, how.signal)
  const body: unknown = answer.body
  const missing = missingIn(body, asked, how.now)
  const page = readPage(body)
  if (!page && missing.length === 0) throw unreadable(answer, "the answer is not a list")
  const mapped = page ? mapPosts(page, how.account, "by its words") : []
  const posts = (page?.elements ?? []).flatMap((raw) => PostPayload.safeParse(raw).data ?? [])
  const held = new Set(posts.map(({ id }) => id))
  return {
    messages: mapped.flatMap(({ message }) => message ?? []),
    removals: missing,
    unreadable: mapped.flatMap(({ unreadable: unfit }) => unfit ?? []),
    newer: posts.map(lastVersionOf).filter((id) => !held.has(id)),
  }
}

function missingIn(body: unknown, asked: readonly string[], at: Date): Removal[] {
  const errors = Missing.safeParse(body).data?.errors ?? []
  return errors.flatMap(({ resource_id, value, type }) => {
    const id = resource_id ?? value
    const isGone = /resource-not-found|not-authorized-for-resource/.test(type ?? "")
    return id && isGone && asked.includes(id) ? { externalId: id, at } : []
  })
}
