import { type ConnectorRig, type RigFault } from "../../conformance-rig.ts"
import { type OutgoingReply, type Source } from "../../connector.ts"
import {
  answer,
  cutAnswer,
  page,
  type Reaction,
  type Seen,
  silence,
  startScriptedServer,
} from "../../x/testing/scripted-server.ts"
import { createFacebookConnector } from "../facebook-connector.ts"

const ACCOUNT = { id: "104512345678901", username: "VilleDeParvis", name: "Ville de Parvis" }
const OURS = { id: ACCOUNT.id, name: ACCOUNT.name }
const CITIZEN = { id: "7281930485019283", name: "Adèle Morvan" }
const IN_MESSENGER = { id: "5520000000000001", name: "Adèle Morvan" }
const CONVERSATION = "t_122100000000777"
const OUR_POST = `${ACCOUNT.id}_122100000000001`
const TOKEN = "EAABsbCS1iHgBAKp0parvis"
const SECRET = "5f0d1c-secret-de-parvis"

type Written = {
  message?: string | { text?: string; attachment?: { payload: { attachment_id: string } } }
  attachment_id?: string
  is_hidden?: boolean
}
type Row = Record<string, unknown> & { id: string; from?: { id: string } }

/** As much of the Graph API as the conformance suite needs: a Page, a conversation, and its bad days. */
export async function makeSmallGraph(): Promise<ConnectorRig> {
  const server = await startScriptedServer()
  const rows: Record<"posts" | "comments" | "directs", Row[]> = { posts: [], comments: [], directs: [] }
  const hidden = new Set<string>()
  const taken: string[] = []
  const uploads = new Map<string, Buffer>()
  let shown: Buffer[] = []
  let fault: { call: "read" | "write" | "upload"; how: RigFault } | null = null
  let last = 200
  const number = () => String(122_100_000_000_000 + (last += 1))
  const now = () => new Date().toISOString().replace(/\.\d+Z$/, "+0000")

  const postRow = (text: string): Row => ({
    id: `${ACCOUNT.id}_${number()}`,
    from: CITIZEN,
    message: text,
    created_time: now(),
    updated_time: now(),
  })
  const commentRow = (from: { id: string; name: string }, text: string, under: string): Row => ({
    id: `${OUR_POST.split("_").at(-1)}_${number()}`,
    from,
    message: text,
    created_time: now(),
    ...(under.startsWith(`${ACCOUNT.id}_`)
      ? { post: under }
      : { post: OUR_POST, parent: commentNamed(under) }),
  })
  const commentNamed = (id: string) => ({ id, from: rows.comments.find((row) => row.id === id)?.from })
  const messageRow = (from: { id: string; name: string }, text: string): Row => ({
    id: `m_${number()}`,
    created_time: now(),
    from,
    to: { data: [from.id === OURS.id ? IN_MESSENGER : OURS] },
    message: text,
  })

  const find = (id: string): Row | undefined => [...rows.posts, ...rows.comments].find((row) => row.id === id)
  const read = (path: string, query: Record<string, string>): [status: number, body: unknown] => {
    const [first = "", edge] = path.split("/").slice(2)
    if (first === "me") return [200, ACCOUNT]
    const ourPost = { id: OUR_POST, from: OURS, created_time: now(), updated_time: now() }
    switch (edge) {
      case undefined: {
        const found = find(first)
        return found ? [200, found] : [400, GONE]
      }
      case "feed":
        return [200, listOf([...rows.posts, ourPost], query)]
      case "visitor_posts":
        return [200, listOf(rows.posts, query)]
      case "comments":
        return [
          200,
          listOf(
            rows.comments.filter(({ post }) => post === first),
            query,
          ),
        ]
      case "messages":
        return [200, listOf(rows.directs, query)]
      case "conversations": {
        const messages = listOf(rows.directs, { limit: "20" })
        const participants = { data: [IN_MESSENGER, OURS] }
        const conversation = { id: CONVERSATION, updated_time: now(), participants, messages }
        return [200, { data: rows.directs.length > 0 ? [conversation] : [] }]
      }
      default:
        return [200, { data: [] }]
    }
  }

  const upload = ({ path, body }: Seen): [status: number, body: unknown] => {
    const { source, filedata, access_token: token } = body as Record<string, Buffer>
    if (token?.toString() !== TOKEN) return [400, error(190, "no token")]
    const id = number()
    uploads.set(id, source ?? filedata ?? Buffer.alloc(0))
    return [200, path.endsWith("/photos") ? { id } : { attachment_id: id }]
  }
  const show = (id: string | undefined) => {
    shown = id === undefined ? [] : [uploads.get(id) ?? Buffer.alloc(0)]
    return id !== undefined
  }

  const write = ({ method, path, body }: Seen): [status: number, body: unknown] => {
    const [id = "", edge] = path.split("/").slice(2)
    const { message, is_hidden, attachment_id } = body as Written
    if (edge === "messages" && typeof message === "object") {
      const { text = "", attachment } = message
      taken.push(text)
      const image = { id: number(), mime_type: "image/jpeg", image_data: { url: "https://scontent.test/1" } }
      const hasPicture = show(attachment?.payload.attachment_id)
      const row = { ...messageRow(OURS, text), ...(hasPicture && { attachments: { data: [image] } }) }
      rows.directs.push(row)
      return [200, { recipient_id: IN_MESSENGER.id, message_id: row.id }]
    }
    if (!find(id) && id !== OUR_POST) return [400, GONE]
    if (edge === "comments") {
      const text = typeof message === "string" ? message : ""
      taken.push(text)
      const attachment = { type: "photo", media: { image: { src: "https://scontent.test/1" } } }
      const row = { ...commentRow(OURS, text, id), ...(show(attachment_id) && { attachment }) }
      rows.comments.push(row)
      return [200, { id: row.id }]
    }
    if (is_hidden !== undefined) hidden[is_hidden ? "add" : "delete"](id)
    else if (method === "DELETE" && edge === undefined) erase(id)
    return [200, { success: true }]
  }
  const batch = (body: unknown) =>
    (body as { batch: { relative_url: string }[] }).batch.map(({ relative_url }) => {
      const url = new URL(relative_url, "http://loopback/v24.0/")
      const [code, found] = read(url.pathname, Object.fromEntries(url.searchParams))
      return { code, body: JSON.stringify(found) }
    })

  server.otherwise((res, seen) => {
    const isUpload = /\/(photos|message_attachments)$/.test(seen.path)
    const kind = isUpload ? "upload" : seen.method === "GET" ? "read" : "write"
    const today =
      fault?.call === "upload" || isUpload ? (fault?.call === kind ? fault.how : null) : fault?.how
    if (today) fault = null
    const refused = today && REFUSED[today]
    if (refused) return refused(res, seen)
    const isBatch = seen.method === "POST" && /^\/v[\d.]+\/?$/.test(seen.path)
    const [status, body]: [number, unknown] =
      seen.method === "GET"
        ? read(seen.path, seen.query)
        : isBatch
          ? [200, batch(seen.body)]
          : isUpload
            ? upload(seen)
            : write(seen)
    if (today === "taken, then silence") return silence(res, seen)
    if (today === "taken, then cut") return cutAnswer(status, body)(res, seen)
    answer(status, body)(res, seen)
  })

  const rowsOf = (source: Source) => rows[source === "comments" || source === "directs" ? source : "posts"]
  const add = (source: Source, row: Row) => Promise.resolve((rowsOf(source).push(row), row.id))
  const erase = (id: string) => {
    for (const list of Object.values(rows))
      list.splice(0, list.length, ...list.filter((row) => row.id !== id))
  }
  const reply = (source: Source, text: string): OutgoingReply => {
    const parent = rowsOf(source).findLast(({ from }) => from?.id !== OURS.id)?.id ?? OUR_POST
    const place = source === "comments" ? OUR_POST : parent
    return {
      visibility: source === "directs" ? "direct" : "public",
      text,
      parentExternalId: parent,
      conversationKey: source === "directs" ? IN_MESSENGER.id : place,
      recipientExternalId: source === "directs" ? IN_MESSENGER.id : CITIZEN.id,
      parentSentAt: new Date(),
      isPrivateReply: false,
      pictures: [],
    }
  }

  return {
    connector: createFacebookConnector({
      apiUrl: server.url,
      pageId: ACCOUNT.id,
      pageToken: TOKEN,
      appSecret: SECRET,
      pollMs: 1_000,
      timeoutMs: 400,
    }),
    account: { externalId: ACCOUNT.id, username: ACCOUNT.username, name: ACCOUNT.name },
    secrets: [TOKEN, SECRET],
    say: (source, text) => {
      if (source === "comments") return add(source, commentRow(CITIZEN, text, OUR_POST))
      return add(source, source === "directs" ? messageRow(IN_MESSENGER, text) : postRow(text))
    },
    sayAsAccount: (source, text) => add(source, messageRow(OURS, text)),
    edit: async (id, text) => void Object.assign(find(id) ?? {}, { message: text, updated_time: now() }),
    remove: async (id) => erase(id),
    spoil: async (source) => {
      const place = source === "comments" ? { post: OUR_POST } : {}
      await add(source, { id: `${ACCOUNT.id}_${number()}`, message: { not: "a text" }, ...place })
    },
    reply,
    taken: async () => [...taken],
    shown: async () => shown,
    calls: async () => server.seen.length,
    fail: async (call, how) => void (fault = { call, how }),
    vanish: () => server.close(),
    close: () => server.close().catch(() => undefined),
  }
}

const error = (code: number, message: string, subcode?: number) => ({
  error: { message, type: "OAuthException", code, error_subcode: subcode, fbtrace_id: "A1" },
})
const GONE = error(100, "Unsupported request. Object does not exist or cannot be loaded.", 33)

const REFUSED: Partial<Record<RigFault, Reaction>> = {
  "rate limited": answer(400, error(32, "(#32) Page request limit reached")),
  "credentials refused": answer(400, error(190, `Malformed access token ${TOKEN}`)),
  unavailable: page(503),
  "answer is a web page": page(200),
}

/** Newest first, by pages whose cursor is where they begin. */
function listOf(rows: Row[], { since = "0", limit = "25", after = "0" }: Record<string, string>): unknown {
  const isSince = ({ created_time }: Row) =>
    !(new Date(String(created_time)).getTime() < Number(since) * 1000)
  const wanted = rows.filter(isSince).reverse()
  const end = Number(after) + Number(limit)
  const next = end < wanted.length ? { next: "https://graph.facebook.com/elsewhere" } : {}
  return {
    data: wanted.slice(Number(after), end),
    paging: { cursors: { before: after, after: String(end) }, ...next },
  }
}
