import { type PostRecord } from "../world/records.ts"
import { type World } from "../world/world.ts"

export type PostTest = (post: PostRecord) => boolean

/** Operators that cannot stand alone: they only narrow what another one finds (docs.x.com, "Build a query"). */
const NARROWING = ["is", "has", "lang"]
const OPERATORS = ["from", "to", "conversation_id", "in_reply_to_tweet_id", "url", ...NARROWING]

/** A query as a test of posts, or what is wrong with it. Words side by side bind tighter than `OR`. */
export function compileQuery(world: World, query: string): { test: PostTest } | { problem: string } {
  try {
    const parser = new Parser(world, tokensOf(query))
    return { test: parser.whole() }
  } catch (error) {
    if (error instanceof QueryProblem) return { problem: error.message }
    throw error
  }
}

class QueryProblem extends Error {}

const tokensOf = (query: string): string[] =>
  query.match(/-?"[^"]*"|-?\(|\)|-?[\w_]+:"[^"]*"|[^\s()]+/g) ?? []

class Parser {
  private readonly world: World
  private readonly tokens: string[]
  private at = 0
  private standsAlone = false

  constructor(world: World, tokens: string[]) {
    this.world = world
    this.tokens = tokens
  }

  whole(): PostTest {
    const test = this.either()
    if (this.at < this.tokens.length) throw new QueryProblem("no viable alternative at input ')'")
    if (!this.standsAlone)
      throw new QueryProblem("Rules must contain at least one positive, non-conjunction required operator")
    return test
  }

  private either(): PostTest {
    const tests = [this.all()]
    while (this.tokens[this.at] === "OR") {
      this.at++
      tests.push(this.all())
    }
    return (post) => tests.some((test) => test(post))
  }

  private all(): PostTest {
    const tests: PostTest[] = []
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      if (token === "OR" || token === ")") break
      this.at++
      tests.push(this.one(token))
    }
    if (tests.length === 0) throw new QueryProblem("no viable alternative at input: something is missing")
    return (post) => tests.every((test) => test(post))
  }

  private one(token: string): PostTest {
    const isNegative = token.startsWith("-") && token.length > 1
    const bare = isNegative ? token.slice(1) : token
    const test = bare === "(" ? this.group() : this.term(bare, isNegative)
    return isNegative ? (post) => !test(post) : test
  }

  private group(): PostTest {
    const test = this.either()
    if (this.tokens[this.at] !== ")") throw new QueryProblem("missing ')'")
    this.at++
    return test
  }

  private term(term: string, isNegative: boolean): PostTest {
    const [, operator, quoted] = /^([a-z_]+):(\S.*)$/.exec(term) ?? []
    if (operator === undefined || quoted === undefined || quoted.startsWith("//")) {
      this.standsAlone ||= !isNegative
      return textTest(this.world, term)
    }
    if (!OPERATORS.includes(operator)) throw new QueryProblem(`Reference to invalid operator '${operator}'`)
    this.standsAlone ||= !isNegative && !NARROWING.includes(operator)
    return operatorTest(this.world, operator, quoted.replace(/^"|"$/g, ""))
  }
}

/** A word, a phrase, a hashtag or a name. */
function textTest(world: World, term: string): PostTest {
  if (term.startsWith("@")) {
    const id = world.userNamed(term.slice(1))?.id
    return (post) => id !== undefined && post.mentionedIds.includes(id)
  }
  const wanted = fold(term.replace(/^"|"$/g, ""))
  // A hashtag is not its word: `#eau` does not find « l'eau ».
  const before = wanted.startsWith("#") ? "" : "(^|[^\\p{L}\\p{N}])"
  const escaped = wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  const pattern = new RegExp(`${before}${escaped}($|[^\\p{L}\\p{N}_])`, "u")
  return (post) => pattern.test(fold(post.typed))
}

function operatorTest(world: World, operator: string, value: string): PostTest {
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
    case "url":
      return (post) => post.links.some(({ expanded }) => expanded.includes(value))
    case "is":
      return isTest(value)
    default:
      return hasTest(value)
  }
}

/** Nobody reposts here: `is:retweet` finds nothing. */
function isTest(value: string): PostTest {
  if (value === "reply") return (post) => post.repliedToId !== undefined
  if (value === "quote") return (post) => post.quotedId !== undefined
  return () => false
}

function hasTest(value: string): PostTest {
  if (value === "media" || value === "images") return (post) => post.mediaKeys.length > 0
  if (value === "mentions") return (post) => post.mentionedIds.length > 0
  if (value === "links") return (post) => post.links.some(({ mediaKey }) => mediaKey === undefined)
  if (value === "hashtags") return (post) => /#\p{L}/u.test(post.typed)
  return () => false
}

/** Folds case and accents, as X's search does for keywords. */
const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
