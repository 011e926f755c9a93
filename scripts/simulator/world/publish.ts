import { type Expected } from "../scenarios/scenario.ts"
import {
  MAX_WEIGHTED_LENGTH,
  mentionedIn,
  photoLinks,
  shortenLinks,
  weightedLength,
  withLeadingMentions,
} from "./compose.ts"
import { guessLanguage } from "./language.ts"
import { type PostRecord } from "./records.ts"
import { type World } from "./world.ts"

const DUPLICATE_WINDOW = 24 * 3_600_000
const EDIT_WINDOW = 3_600_000
const MAX_EDITS = 5

/** Why X does not publish; the API words it, the page translates it. */
export type Refusal = "too_long" | "empty" | "duplicate" | "not_summoned" | "parent_gone" | "not_editable"

/**
 * Who may be answered by API since 2026-02-23 (docs.x.com changelog: only if the author "summons" the account
 * by naming it or quoting it). `strict`: the answered post itself names it, in the words its author typed.
 * `conversation`: somewhere in the same conversation. `off`: everyone, as Enterprise.
 */
export type SummonedRule = "strict" | "conversation" | "off"

export type Draft = {
  authorId: string
  text: string
  replyToId?: string
  excludeIds?: string[]
  mediaKeys?: string[]
  /** For a history made up at the start. */
  at?: number
  lang?: string
  expected?: Expected
  scenarioKey?: string
}

/** Publishes for anyone. Refuses what X's own interface would. */
export function publish(world: World, draft: Draft): PostRecord | Refusal {
  const parent = draft.replyToId === undefined ? undefined : world.visiblePost(draft.replyToId)
  if (draft.replyToId !== undefined && !parent) return "parent_gone"
  const mediaKeys = draft.mediaKeys ?? []
  const typed = draft.text.normalize("NFC").trim()
  if (!typed && mediaKeys.length === 0) return "empty"
  const participants = parent ? participantsOf(parent, draft.authorId, draft.excludeIds ?? []) : []
  const full = withLeadingMentions(typed, participants, world)
  if (weightedLength(full, participants, world) > MAX_WEIGHTED_LENGTH) return "too_long"
  const id = world.idAt(draft.at)
  const post: PostRecord = {
    ...compose(world, id, draft.authorId, full, typed, mediaKeys, draft.lang),
    createdAt: draft.at ?? world.now(),
    conversationId: parent?.conversationId ?? id,
    ...addressee(world, parent, full),
    history: [id],
    expected: draft.expected,
    scenarioKey: draft.scenarioKey,
  }
  world.record({ type: "post", post })
  return post
}

/** Publishes for the city through the API: X refuses more to an application than to a person. */
export function publishByApi(world: World, draft: Draft, rule: SummonedRule): PostRecord | Refusal {
  const parent = draft.replyToId === undefined ? undefined : world.visiblePost(draft.replyToId)
  if (draft.replyToId !== undefined && !parent) return "parent_gone"
  if (parent && !maySummon(world, parent, draft.authorId, rule)) return "not_summoned"
  if (isDuplicate(world, draft, parent)) return "duplicate"
  return publish(world, draft)
}

/** An edit is a new post: new id, the old ones kept in `edit_history_tweet_ids` (docs.x.com, "Edit Posts"). */
export function editPost(world: World, id: string, text: string): PostRecord | Refusal {
  const old = world.visiblePost(id)
  if (!old || world.supersededBy.has(id)) return "parent_gone"
  const tooLate = world.now() - old.createdAt > EDIT_WINDOW || old.history.length > MAX_EDITS
  if (tooLate || old.repliedToId) return "not_editable"
  const typed = text.normalize("NFC").trim()
  if (weightedLength(typed, [], world) > MAX_WEIGHTED_LENGTH) return "too_long"
  const newId = world.nextId()
  const post: PostRecord = {
    ...old,
    ...compose(world, newId, old.authorId, typed, typed, old.mediaKeys),
    conversationId: newId,
    ...addressee(world, undefined, typed),
    history: [...old.history, newId],
  }
  world.record({ type: "post", post })
  return post
}

/** Takes a post away with all its versions; what answered it stays. */
export function deletePost(world: World, id: string): boolean {
  const post = world.visiblePost(id)
  if (!post) return false
  for (const version of post.history) world.record({ type: "delete", id: version, at: world.now() })
  return true
}

/** The last version's limits, as `edit_controls` gives them. */
export function editControls(post: PostRecord) {
  return {
    edits_remaining: MAX_EDITS - (post.history.length - 1),
    is_edit_eligible: post.repliedToId === undefined,
    editable_until: new Date(post.createdAt + EDIT_WINDOW).toISOString(),
  }
}

function compose(
  world: World,
  id: string,
  authorId: string,
  full: string,
  typed: string,
  mediaKeys: string[],
  lang?: string,
) {
  const shortened = shortenLinks(full)
  const photos = mediaKeys.length > 0 ? photoLinks(world.user(authorId).username, id, mediaKeys) : []
  return {
    id,
    authorId,
    text: [shortened.text, ...photos.slice(0, 1).map(({ short }) => short)].filter(Boolean).join(" "),
    typed,
    full,
    mediaKeys,
    links: [...shortened.links, ...photos],
    mentionedIds: mentionedIn(world, full),
    summonedIds: mentionedIn(world, typed),
    lang: lang ?? guessLanguage(typed, mediaKeys.length > 0),
  }
}

/** Whom X says a post answers: the parent's author, or whoever a fresh post begins by naming. */
function addressee(world: World, parent: PostRecord | undefined, full: string) {
  if (parent) return { inReplyToUserId: parent.authorId, repliedToId: parent.id }
  const first = /^@(\w{1,15})\b/.exec(full)?.[1]
  return { inReplyToUserId: first === undefined ? undefined : world.userNamed(first)?.id }
}

function participantsOf(parent: PostRecord, authorId: string, excluded: string[]): string[] {
  const others = [parent.authorId, ...parent.mentionedIds]
  return [...new Set(others)].filter((id) => id !== authorId && !excluded.includes(id))
}

function maySummon(world: World, parent: PostRecord, cityId: string, rule: SummonedRule): boolean {
  const names = (post: PostRecord) =>
    post.summonedIds.includes(cityId) ||
    (post.quotedId !== undefined && world.posts.get(post.quotedId)?.authorId === cityId)
  if (rule === "off" || parent.authorId === cityId || names(parent)) return true
  if (rule === "strict") return false
  return world
    .postsBy(parent.authorId)
    .some((post) => post.conversationId === parent.conversationId && names(post))
}

/** The same words again within a day, mentions included: X gives no exact rule, this is the strict reading. */
function isDuplicate(world: World, draft: Draft, parent: PostRecord | undefined): boolean {
  const participants = parent ? participantsOf(parent, draft.authorId, draft.excludeIds ?? []) : []
  const key = likeness(withLeadingMentions(draft.text.normalize("NFC").trim(), participants, world))
  const since = world.now() - DUPLICATE_WINDOW
  return (
    key !== "" &&
    world
      .postsBy(draft.authorId)
      .some((post) => post.createdAt >= since && likeness(post.full) === key && world.isListed(post))
  )
}

const likeness = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase()
