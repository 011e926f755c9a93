import { z } from "zod"
import { Params } from "./params.ts"
import { badParameter } from "./refusal.ts"
import { metaJson, type GraphReply } from "./respond.ts"

/** A batch holds at most this many calls, and each counts for the quotas (developers.facebook.com, "Batch Requests"). */
const MOST = 50

const Items = z.array(
  z.looseObject({
    method: z.string().default("GET"),
    relative_url: z.string(),
    body: z.string().optional(),
  }),
)

export type BatchItem = { method: string; path: string; params: Params }

/**
 * The calls of a `batch` argument, each with the outer call's token and proof unless it brings its own.
 * @throws GraphRefusal 100 when it is not a list of calls, or too long
 */
export function readBatch(outer: Params): BatchItem[] {
  const items = Items.safeParse(outer.json("batch"))
  if (!items.success) throw badParameter("Param batch must be an array.")
  if (items.data.length > MOST)
    throw badParameter(`Too many requests in batch message. Maximum batch size is ${MOST}`)
  const inherited = ["access_token", "appsecret_proof"].flatMap((name) => {
    const value = outer.text(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return items.data.map(({ method, relative_url, body }) => {
    const address = new URL(
      relative_url.replace(/^\/*/, "/").replace(/^\/v\d+\.\d+(?=\/|\?|$)/, ""),
      "http://batch",
    )
    return {
      method: method.toUpperCase(),
      path: address.pathname,
      params: new Params(inherited, address.searchParams, new URLSearchParams(body ?? "")),
    }
  })
}

/** One answer inside a batch's: its body is a text. */
export const batchPart = ({ status, headers, body }: GraphReply, withHeaders: boolean) => ({
  code: status,
  ...(withHeaders && {
    headers: [
      ...Object.entries(headers).map(([name, value]) => ({ name, value })),
      { name: "Content-Type", value: "text/javascript; charset=UTF-8" },
    ],
  }),
  body: metaJson(body).toString(),
})
