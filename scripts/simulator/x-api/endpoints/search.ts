import { snowflakeAt } from "../../world/snowflake.ts"
import { type Endpoint } from "../endpoint.ts"
import { postsBody, readSelection, SELECTION_PARAMETERS } from "../includes.ts"
import { newestListed, pageOf, readPosition, readWindow } from "../paging.ts"
import { invalidRequest, ok } from "../reply.ts"
import { compileQuery } from "../search-query.ts"

const WEEK = 7 * 24 * 3_600_000
const LONGEST_QUERY = 512
const PARAMETERS = [
  "query",
  "max_results",
  "since_id",
  "until_id",
  "start_time",
  "end_time",
  "next_token",
  "pagination_token",
  "sort_order",
  ...SELECTION_PARAMETERS,
]

/** docs.x.com, "Search posts": the last seven days. */
export const searchEndpoints: Endpoint[] = [
  {
    method: "GET",
    path: "/2/tweets/search/recent",
    auth: "user_or_app",
    scopes: ["tweet.read", "users.read"],
    budget: { user: 300, app: 450 },
    handle({ world, query }) {
      query.allow(PARAMETERS)
      const text = query.text("query") ?? ""
      if (!text || text.length > LONGEST_QUERY)
        query.note("query", text, `Rule length must be between 1 and ${LONGEST_QUERY} characters`)
      const compiled = compileQuery(world, text)
      if (text && "problem" in compiled)
        query.note("query", text, `There were errors processing your request: ${compiled.problem}`)
      const size = query.integer("max_results", 10, 100, 10)
      const window = readWindow(query)
      const oldest = snowflakeAt(world.now() - WEEK)
      if (window.since !== undefined && window.since < oldest - 1n)
        query.note(
          "since_id",
          window.since.toString(),
          `'since_id' must be a tweet id created after [${new Date(world.now() - WEEK).toISOString().slice(0, 16)}Z].`,
        )
      const start = query.instant("start_time")
      if (start !== undefined && start < world.now() - WEEK)
        query.note(
          "start_time",
          query.text("start_time") ?? "",
          `Invalid 'start_time':'${query.text("start_time")}'. 'start_time' must be on or after [${new Date(world.now() - WEEK).toISOString().slice(0, 16)}Z].`,
        )
      const position = readPosition(query, "next_token", "pagination_token")
      const selection = readSelection(query, "posts")
      if (query.errors.length > 0 || "problem" in compiled) return invalidRequest(query.errors)
      const found = newestListed(world, world.timeline, Infinity, compiled.test)
      const page = pageOf(found, { ...window, since: window.since ?? oldest }, position, size)
      return ok({ ...postsBody(world, page.items, selection), meta: page.meta })
    },
  },
]
