import { z } from "zod"
import { publishPost } from "../../world/facebook/write.ts"
import { addUpload } from "../../world/photos.ts"
import { isLoopback } from "../../wire/loopback.ts"
import { type Endpoint, type GraphCall } from "../endpoint.ts"
import { badParameter, GraphRefusal } from "../refusal.ts"

const FETCH_TIMEOUT = 5_000
const MOST_BYTES = 8 * 1024 * 1024

const unreadable = (): GraphRefusal =>
  new GraphRefusal(324, "(#324) Missing or invalid image file", { subcode: 2069019 })

/** Keeps the bytes of a photo; answers its media key. */
function keep({ world, params }: GraphCall, bytes: Buffer): string {
  const key =
    bytes.length > MOST_BYTES ? null : addUpload(world, world.cityId, bytes, params.text("alt_text_custom"))
  if (key === null) throw unreadable()
  return key
}

/** Fetches a photo by its address, as Meta does. Only this machine is ever asked. */
async function fetchPhoto(call: GraphCall, address: string): Promise<string> {
  if (!isLoopback(address)) throw unreadable()
  const answer = await fetch(address, {
    signal: AbortSignal.timeout(FETCH_TIMEOUT),
    redirect: "error",
  }).catch(() => null)
  if (!answer?.ok) throw unreadable()
  return keep(call, Buffer.from(await answer.arrayBuffer()))
}

/** The photo that a call names by its number or by an address; null when it names none. */
export async function givenPhoto(call: GraphCall, idName: string, urlName: string): Promise<string | null> {
  const { world, params } = call
  const id = params.text(idName)
  if (id !== undefined) {
    if (world.media.get(`3_${id}`)?.ownerId !== world.cityId) throw badParameter(`Invalid photo in ${idName}`)
    return `3_${id}`
  }
  const url = params.text(urlName)
  return url === undefined ? null : fetchPhoto(call, url)
}

/** A photo inside a Messenger attachment: a number given before, or an address. */
export const messengerPhoto = (call: GraphCall, payload: { attachment_id?: string; url?: string }) => {
  const { attachment_id: id, url } = payload
  if (id !== undefined) {
    if (!call.world.media.has(`3_${id}`)) throw badParameter("Invalid attachment_id")
    return Promise.resolve(`3_${id}`)
  }
  if (url === undefined)
    throw badParameter("Param message[attachment][payload] needs a url or an attachment_id")
  return fetchPhoto(call, url)
}

const Attachment = z.looseObject({
  attachment: z.looseObject({
    type: z.literal("image"),
    payload: z.looseObject({ url: z.string().optional(), is_reusable: z.boolean().optional() }),
  }),
})

/**
 * `POST /{page}/message_attachments`: bytes in `filedata`, or an address (developers.facebook.com, "Attachment Upload
 * API"). Nobody sees it before a message shows it.
 */
const messageAttachments: Endpoint = {
  method: "POST",
  kind: "page",
  edge: "message_attachments",
  use: "messenger",
  async handle(call) {
    const message = Attachment.safeParse(call.params.json("message"))
    if (!message.success) throw badParameter("Param message must hold an attachment of type image")
    const bytes = call.params.bytes("filedata")
    const { url } = message.data.attachment.payload
    if (!bytes && url === undefined) throw badParameter("Missing filedata or url")
    const key = bytes ? keep(call, bytes) : await fetchPhoto(call, url ?? "")
    return { attachment_id: key.slice(2) }
  },
}

/** `POST /{page}/photos`: bytes in `source`, or an address (developers.facebook.com, "Page Photos"). */
export const photoEndpoints: Endpoint[] = [
  messageAttachments,
  {
    method: "POST",
    kind: "page",
    edge: "photos",
    use: "pages",
    async handle(call) {
      const { world, params } = call
      const source = params.bytes("source")
      const url = params.text("url")
      if (!source && url === undefined) throw badParameter("Missing source or url")
      const key = source ? keep(call, source) : await fetchPhoto(call, url ?? "")
      const id = key.slice(2)
      if (params.flag("published") === false) return { id }
      const message = params.text("message") ?? params.text("caption") ?? ""
      const post = publishPost(world, { authorId: world.cityId, message, mediaKeys: [key] })
      if (typeof post === "string") throw badParameter("Invalid photo")
      return { id, post_id: post.id }
    },
  },
]
