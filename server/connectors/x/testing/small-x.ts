import { type ConnectorRig, type RigFault } from "../../conformance-rig.ts"
import { type OutgoingReply, type Source } from "../../connector.ts"
import { X_SOURCES, type XSource } from "../sources.ts"
import { createXConnector } from "../x-connector.ts"
import {
  answer,
  cutAnswer,
  page,
  type Reaction,
  type Seen,
  silence,
  startScriptedServer,
} from "./scripted-server.ts"

const ACCOUNT = { id: "1502200330044001001", username: "VilleDeParvis", name: "Ville de Parvis" }
const CITIZEN = { id: "2244994945", username: "adele_morvan", name: "Adèle Morvan" }
const PAIR = `${ACCOUNT.id}-${CITIZEN.id}`
const TOKEN = "QVQtcGFydmlzLXNlY3JldA"
const EPOCH_MS = 1_288_834_974_657n
const PAGE = 100
const NOT_FOUND = "https://api.twitter.com/2/problems/resource-not-found"

type Written = {
  text?: string
  reply?: { in_reply_to_tweet_id: string }
  media?: { media_ids: string[] }
  attachments?: { media_id: string }[]
}
type Row = Record<string, unknown> & { id: string }

/** As much of X as the conformance suite needs: two lists, two ways of writing, and its bad days. */
export async function makeSmallX(): Promise<ConnectorRig> {
  const server = await startScriptedServer()
  const rows: Record<XSource, Row[]> = { mentions: [], comments: [], directs: [], listening: [] }
  /** Versions that were edited away: no list has them, a look-up does. */
  const replaced: Row[] = []
  const taken: string[] = []
  const uploads = new Map<string, { bytes: Buffer; isReady: boolean; altText: string }>()
  let shown: Buffer[] = []
  let fault: { call: "read" | "write" | "upload"; how: RigFault } | null = null
  let sequence = 0n
  const nextId = () => String(((BigInt(Date.now()) - EPOCH_MS) << 22n) + (sequence += 1n))
  const now = () => new Date().toISOString()

  const directRow = (sender: string, text: string): Row => ({
    id: nextId(),
    event_type: "MessageCreate",
    text: escaped(text),
    sender_id: sender,
    created_at: now(),
    dm_conversation_id: PAIR,
  })
  const postRow = (author: string, text: string, parent: string | null): Row => {
    const id = nextId()
    const references = parent === null ? {} : { referenced_tweets: [{ type: "replied_to", id: parent }] }
    const base = {
      author_id: author,
      created_at: now(),
      conversation_id: parent ?? id,
      edit_history_tweet_ids: [id],
    }
    return { id, text: escaped(text), ...base, ...references }
  }

  /** What the account wrote, and under which the comments stand. */
  const posts: Row[] = [postRow(ACCOUNT.id, "La rue Pasteur est barrée lundi", null)]
  const ownPost = posts[0]?.id ?? ""
  const upload = ({ path, body }: Seen): unknown => {
    if (path.endsWith("/initialize")) {
      const id = nextId()
      uploads.set(id, { bytes: Buffer.alloc(0), isReady: false, altText: "" })
      return { data: { id, media_key: `3_${id}` } }
    }
    const { id = path.split("/").at(-2) ?? "", metadata } = body as {
      id?: string
      metadata?: { alt_text: { text: string } }
    }
    const begun = uploads.get(id)
    if (!begun) throw new Error(`no such upload: ${id}`)
    if (metadata) begun.altText = metadata.alt_text.text
    else if (path.endsWith("/append")) begun.bytes = (body as { media: Buffer }).media
    else begun.isReady = true
    return { data: { id } }
  }
  /** X shows pictures by a link at the end of the words, which only posts describe. */
  const show = (ids: string[], text: string) => {
    const found = ids.map((id) => uploads.get(id))
    if (found.some((one) => !one?.isReady || one.altText === "")) throw new Error("a picture is not ready")
    shown = found.flatMap((one) => one?.bytes ?? [])
    if (ids.length === 0) return { text }
    const [url, keys] = [`https://t.co/${ids[0]}`, ids.map((id) => `3_${id}`)]
    return { text: `${text} ${url}`.trim(), url, keys, attachments: { media_keys: keys } }
  }

  const write = ({ path, body }: Seen): unknown => {
    const { text = "", reply, media, attachments: attached = [] } = body as Written
    taken.push(text)
    if (path === "/2/tweets") {
      const { text: full, url, keys, attachments } = show(media?.media_ids ?? [], text)
      const row = postRow(ACCOUNT.id, `@${CITIZEN.username} ${full}`, reply?.in_reply_to_tweet_id ?? null)
      if (url) Object.assign(row, { entities: { urls: [{ url, media_key: keys[0] }] }, attachments })
      posts.push(row)
      return { data: { id: row.id, text: row["text"], edit_history_tweet_ids: [row.id] } }
    }
    const { text: full, attachments } = show(
      attached.map(({ media_id }) => media_id),
      text,
    )
    const row = { ...directRow(ACCOUNT.id, full), ...(attachments && { attachments }) }
    rows.directs.push(row)
    return { data: { dm_conversation_id: PAIR, dm_event_id: row.id } }
  }
  const read = ({ path, query }: Seen): unknown => {
    if (path === "/2/users/me") return { data: ACCOUNT }
    if (path === "/2/tweets") return lookUp(query["ids"]?.split(",") ?? [])
    if (path.endsWith("/tweets")) return listOf(posts, query)
    if (path === "/2/tweets/search/recent") return listOf(searched(query["query"] ?? ""), query)
    return listOf(path.endsWith("/mentions") ? rows.mentions : rows.directs, query)
  }
  const searched = (words: string) =>
    words.includes("conversation_id:") ? rows.comments : words.startsWith("@") ? [] : rows.listening
  const publicLists = [rows.mentions, rows.comments, rows.listening]

  const everyPost = () => [...publicLists.flat(), ...replaced, ...posts]
  const lookUp = (ids: string[]): unknown => {
    const found = ids.flatMap((id) => everyPost().find((row) => row.id === id) ?? [])
    const missing = ids.filter((id) => !found.some((row) => row.id === id))
    const errors = missing.map((value) => ({ value, type: NOT_FOUND }))
    return { ...(found.length > 0 && { data: found, includes: { users: [ACCOUNT, CITIZEN] } }), errors }
  }
  const erase = (id: string): boolean => {
    const isVersion = (row: Row) => (row["edit_history_tweet_ids"] as string[]).includes(id)
    const before = everyPost().length
    for (const list of [...publicLists, replaced, posts])
      list.splice(0, list.length, ...list.filter((row) => !isVersion(row)))
    return everyPost().length < before
  }

  server.otherwise((res, seen) => {
    const isWrite = seen.method === "POST"
    const isUpload = seen.path.startsWith("/2/media/")
    const kind = isUpload ? "upload" : isWrite ? "write" : "read"
    const today =
      fault?.call === "upload" || isUpload ? (fault?.call === kind ? fault.how : null) : fault?.how
    if (today) fault = null
    if (seen.method === "DELETE") {
      const isErased = erase(seen.path.split("/").at(-1) ?? "")
      return answer(isErased ? 200 : 404, isErased ? { data: { deleted: true } } : { type: NOT_FOUND })(
        res,
        seen,
      )
    }
    const refused = today && REFUSED[today]
    if (refused) return refused(res, seen)
    const body = isUpload ? upload(seen) : isWrite ? write(seen) : read(seen)
    if (today === "taken, then silence") return silence(res, seen)
    if (today === "taken, then cut") return cutAnswer(201, body)(res, seen)
    answer(isWrite ? 201 : 200, body)(res, seen)
  })

  const rowsOf = (source: Source) => rows[X_SOURCES.find((one) => one === source) ?? "mentions"]
  const wordsOn = (source: Source, text: string): Row => {
    if (source === "directs") return directRow(CITIZEN.id, text)
    if (source === "mentions") return postRow(CITIZEN.id, `@${ACCOUNT.username} ${text}`, null)
    return postRow(CITIZEN.id, text, source === "comments" ? ownPost : null)
  }
  const last = (source: Source): Row => rowsOf(source).at(-1) ?? { id: "0" }
  const reply = (source: Source, text: string): OutgoingReply => ({
    visibility: source === "directs" ? "direct" : "public",
    text,
    parentExternalId: last(source).id,
    conversationKey: source === "directs" ? PAIR : last(source).id,
    recipientExternalId: CITIZEN.id,
    parentSentAt: new Date(),
    isPrivateReply: false,
    pictures: [],
  })
  const add = (source: Source, row: Row) => Promise.resolve((rowsOf(source).push(row), row.id))

  return {
    connector: createXConnector({
      apiUrl: server.url,
      credentials: { kind: "oauth2", accessToken: TOKEN },
      pollMs: 1_000,
      keywords: () => Promise.resolve(["rue Pasteur", "éclairage"]),
      timeoutMs: 400,
    }),
    account: { externalId: ACCOUNT.id, username: ACCOUNT.username, name: ACCOUNT.name },
    secrets: [TOKEN],
    say: (source, text) => add(source, wordsOn(source, text)),
    sayAsAccount: (source, text) => add(source, directRow(ACCOUNT.id, text)),
    edit: async (id, text) => {
      const list = publicLists.find((one) => one.some((row) => row.id === id))
      const old = list?.find((row) => row.id === id)
      if (!list || !old) throw new Error(`nothing to edit: ${id}`)
      list.splice(list.indexOf(old), 1)
      const edited = postRow(CITIZEN.id, `@${ACCOUNT.username} ${text}`, null)
      const history = { edit_history_tweet_ids: [id, edited.id] }
      replaced.push({ ...old, ...history })
      list.push({ ...edited, ...history })
    },
    remove: async (id) => void erase(id),
    spoil: async (source) => void (await add(source, { id: nextId(), text: { not: "a text" } })),
    reply,
    taken: async () => [...taken],
    shown: async () => shown,
    calls: async () => server.seen.length,
    fail: async (call, how) => void (fault = { call, how }),
    vanish: () => server.close(),
    close: () => server.close().catch(() => undefined),
  }
}

const REFUSED: Partial<Record<RigFault, Reaction>> = {
  "rate limited": answer(429, {
    title: "Too Many Requests",
    type: "about:blank",
    status: 429,
    detail: "Too Many Requests",
  }),
  "credentials refused": answer(401, {
    title: "Unauthorized",
    type: "about:blank",
    status: 401,
    detail: "Unauthorized",
  }),
  unavailable: page(503),
  "answer is a web page": page(200),
}

/** Newest first, after `since_id`, by pages whose token is where they begin. */
function listOf(rows: Row[], query: Record<string, string>): unknown {
  const [since, until] = [
    BigInt(query["since_id"] ?? "0"),
    BigInt(query["until_id"] ?? "9223372036854775807"),
  ]
  const wanted = rows.filter(({ id }) => BigInt(id) > since && BigInt(id) < until).reverse()
  const from = Number(query["pagination_token"] ?? query["next_token"] ?? "0")
  const data = wanted.slice(from, from + PAGE)
  const next = from + PAGE < wanted.length ? { next_token: String(from + PAGE) } : {}
  if (data.length === 0) return { meta: { result_count: 0 } }
  return { data, includes: { users: [ACCOUNT, CITIZEN] }, meta: { result_count: data.length, ...next } }
}

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
