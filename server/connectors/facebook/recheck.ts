import type { AccountProfile, News } from "../incoming.ts"
import { type Answered, askTogether } from "./batch.ts"
import { type GraphCall } from "./graph-client.ts"
import { errorOf, isGone, isGoneBody } from "./graph-error.ts"
import { isOnPage, isPair, ownerIn } from "./ids.ts"
import { mapComment } from "./map-comment.ts"
import { type Mapped, setApart } from "./map-element.ts"
import { mapPost } from "./map-post.ts"
import { COMMENT_FIELDS, POST_FIELDS } from "./sources.ts"

const MOST = 100

export type Recheck = { call: GraphCall; account: AccountProfile; signal: AbortSignal }

type Shape = "post" | "comment"
/** What Graph answers for one id: what it is now, or why it does not say. Nothing when it had no time to look. */
type Standing = Answered & { id: string }

/**
 * How known posts and comments stand now, by a batch: asked for together by `?ids=`, one that is gone would refuse
 * the others their answer.
 * @throws CallError
 */
export async function recheckAll(ids: readonly string[], how: Recheck): Promise<News> {
  const asked = ids.filter(isPair).slice(0, MOST)
  // The number of a post by somebody else looks like a comment's; Graph then says that a field does not exist.
  const shapeOf = (id: string): Shape => (isOnPage(id, how.account.externalId) ? "post" : "comment")
  const first = await standingsOf(asked, shapeOf, how)
  const strangers = first.filter(isOtherShape).map(({ id }) => id)
  const others = await standingsOf(strangers, () => "post", how)
  const standings = [...first.filter((one) => !isOtherShape(one)), ...others]

  const gone = standings.filter(({ body }) => isGoneBody(body))
  if (gone.length > 0) await proveSight(how)
  const strangerIds = new Set(strangers)
  const mapped = standings
    .filter(({ body }) => !isGoneBody(body))
    .map((one) => read(one, strangerIds.has(one.id) ? "post" : shapeOf(one.id), how.account))
  return {
    messages: mapped.flatMap(({ message }) => message ?? []),
    removals: gone.map(({ id, at }) => ({ externalId: id, at })),
    unreadable: mapped.flatMap(({ unreadable: unfit }) => unfit ?? []),
  }
}

async function standingsOf(
  ids: readonly string[],
  shapeOf: (id: string) => Shape,
  { call, signal }: Recheck,
): Promise<Standing[]> {
  const questions = ids.map((id) => ({
    path: [id],
    params: { fields: shapeOf(id) === "post" ? POST_FIELDS : COMMENT_FIELDS },
  }))
  const answers = await askTogether(call, questions, signal)
  return ids.flatMap((id, at) => {
    const answer = answers[at]
    return answer ? [{ id, ...answer }] : []
  })
}

/** 100 without 33: what was asked does not fit what it is. */
function isOtherShape({ body }: Standing): boolean {
  const error = errorOf(body)
  return error?.code === 100 && !isGone(error)
}

/**
 * A token that lost the right to read visitors' words is told of each that it does not exist. Nothing must be
 * removed here for that: this asks for what the same right gives.
 * @throws CallError
 */
async function proveSight({ call, account, signal }: Recheck): Promise<void> {
  const path = [account.externalId, "visitor_posts"]
  await call({ method: "GET", path, params: { fields: "id", limit: 1 } }, signal)
}

function read({ id, at, status, body }: Standing, shape: Shape, account: AccountProfile): Mapped {
  const error = errorOf(body)
  if (error) return setApart({ id, status, body }, `not shown to the Page: ${error.words}`)
  if (shape === "post") return mapPost(body, account, at)
  // A comment names its post by one number only; that of our own posts begins with ours.
  return mapComment(body, { id: `${account.externalId}_${ownerIn(id)}` }, account, at)
}
