import { type PostRecord } from "../../world/records.ts"
import { snowflakeAt } from "../../world/snowflake.ts"
import { type World } from "../../world/world.ts"
import { type Endpoint } from "../endpoint.ts"
import { postsBody, readSelection, SELECTION_PARAMETERS } from "../includes.ts"
import { newestListed, pageOf, readPosition, readWindow } from "../paging.ts"
import { invalidRequest, ok } from "../reply.ts"

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

type Test = (post: PostRecord) => boolean

/** Folds case and accents, as X's search does for keywords. */
const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

/** One word of a query as a test. Unknown operators match nothing rather than everything. */
function termTest(world: World, term: string): Test {
  if (term.startsWith("-")) {
    const test = termTest(world, term.slice(1))
    return (post) => !test(post)
  }
  const [, operator, value] =
    /^(conversation_id|from|to|is|has|lang|in_reply_to_tweet_id|url):(.+)$/.exec(term) ?? []
  if (operator !== undefined && value !== undefined) return operatorTest(world, operator, value)
  if (term.startsWith("@")) {
    const id = world.userNamed(term.slice(1))?.id
    return (post) => id !== undefined && post.mentionedIds.includes(id)
  }
  const wanted = fold(term.replace(/^"|"$/g, ""))
  const pattern = new RegExp(
    `(^|[^\\p{L}\\p{N}])${wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}($|[^\\p{L}\\p{N}])`,
    "u",
  )
  return (post) => pattern.test(fold(post.typed))
}

function operatorTest(world: World, operator: string, value: string): Test {
  const userId = world.userNamed(value.replace(/^@/, ""))?.id ?? value
  switch (operator) {
    case "conversation_id":
      return (post) => post.conversationId === value
    case "in_reply_to_tweet_id":
      return (post) => post.repliedToId === value
    case "from":
      return (post) => post.authorId === userId
    case "to":
      return (post) => post.inReplyToUserId === userId
    case "lang":
      return (post) => post.lang === value
    case "is":
      return (post) => value === "reply" && post.repliedToId !== undefined
    case "has":
      return (post) => (value === "media" || value === "images") && post.mediaKeys.length > 0
    default:
      return () => false
  }
}

/** Words are all required; ` OR ` separates alternatives. Parentheses are not understood. */
function queryTest(world: World, query: string): Test {
  const alternatives = query
    .split(/\s+OR\s+/)
    .map((part) => (part.match(/-?"[^"]+"|\S+/g) ?? []).map((term) => termTest(world, term)))
  return (post) => alternatives.some((tests) => tests.every((test) => test(post)))
}

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
      if (/[()]/.test(text)) query.note("query", text, "The simulator does not understand parentheses")
      const size = query.integer("max_results", 10, 100, 10)
      const window = readWindow(query)
      const oldest = snowflakeAt(world.now() - WEEK)
      if (window.since !== undefined && window.since < oldest - 1n)
        query.note(
          "since_id",
          window.since.toString(),
          `'since_id' must be a tweet id created after [${new Date(world.now() - WEEK).toISOString().slice(0, 16)}Z].`,
        )
      const position = readPosition(query, "next_token", "pagination_token")
      const selection = readSelection(query, "posts")
      if (query.errors.length > 0) return invalidRequest(query.errors)
      const found = newestListed(world, world.timeline, Infinity, queryTest(world, text))
      const page = pageOf(found, { ...window, since: window.since ?? oldest }, position, size)
      return ok({ ...postsBody(world, page.items, selection), meta: page.meta })
    },
  },
]
