import { type PostRecord } from "../../world/records.ts"
import { type ApiCall, type Endpoint } from "../endpoint.ts"
import { postsBody, readSelection, SELECTION_PARAMETERS } from "../includes.ts"
import { newestListed, pageOf, readPosition, readWindow } from "../paging.ts"
import { checkId } from "../query.ts"
import { type ApiReply, invalidRequest, ok, resourceNotFound } from "../reply.ts"

const MOST_MENTIONS = 800
const MOST_OWN_POSTS = 3200
const PARAMETERS = [
  "max_results",
  "since_id",
  "until_id",
  "start_time",
  "end_time",
  "pagination_token",
  ...SELECTION_PARAMETERS,
]

type Source = {
  posts(userId: string): readonly PostRecord[]
  most: number
  parameters: string[]
  keep?: (post: PostRecord) => boolean
}

function timeline(call: ApiCall, source: Source): ApiReply {
  const { world, query } = call
  const userId = call.params.id ?? ""
  checkId(query, "id", userId)
  query.allow(source.parameters)
  const size = query.integer("max_results", 5, 100, 10)
  const window = readWindow(query)
  const position = readPosition(query, "pagination_token")
  const selection = readSelection(query, "posts")
  if (query.errors.length > 0) return invalidRequest(query.errors)
  if (!world.users.has(userId)) return ok({ errors: [resourceNotFound("user", "id", userId)] })
  const reachable = newestListed(world, source.posts(userId), source.most, source.keep)
  const page = pageOf(reachable, window, position, size)
  return ok({ ...postsBody(world, page.items, selection), meta: page.meta })
}

/** docs.x.com, "Timelines": whoever names the account, and what it published itself. */
export const timelineEndpoints: Endpoint[] = [
  {
    method: "GET",
    path: "/2/users/:id/mentions",
    auth: "user_or_app",
    scopes: ["tweet.read", "users.read"],
    budget: { user: 300, app: 450 },
    handle: (call) =>
      timeline(call, {
        posts: (id) => call.world.postsMentioning(id),
        most: MOST_MENTIONS,
        parameters: PARAMETERS,
      }),
  },
  {
    method: "GET",
    path: "/2/users/:id/tweets",
    auth: "user_or_app",
    scopes: ["tweet.read", "users.read"],
    budget: { user: 900, app: 1500 },
    handle(call) {
      const excluded = call.query.list("exclude", ["replies", "retweets"])
      return timeline(call, {
        posts: (id) => call.world.postsBy(id),
        most: MOST_OWN_POSTS,
        parameters: [...PARAMETERS, "exclude"],
        keep: (post) => !excluded.has("replies") || post.repliedToId === undefined,
      })
    },
  },
]
