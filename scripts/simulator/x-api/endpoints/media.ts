import { z } from "zod"
import { addUpload, UPLOAD_LIFETIME_SECONDS as LIFETIME_SECONDS, usableMedia } from "../../world/photos.ts"
import { readBody } from "../body.ts"
import { callerId, type ApiCall, type Endpoint } from "../endpoint.ts"
import { type ApiReply, invalidRequest, ok } from "../reply.ts"

/** docs.x.com, "Create media metadata". */
const LONGEST_ALT_TEXT = 1000
const MOST_BYTES = 5 * 1024 * 1024

const Start = z.object({
  media_type: z.enum(["image/png", "image/jpeg"]),
  total_bytes: z.number().int().positive().max(MOST_BYTES),
  media_category: z.string().optional(),
  additional_owners: z.array(z.string()).optional(),
})
const Segment = z.object({
  segment_index: z.instanceof(Buffer).transform((bytes) => Number(bytes.toString())),
  media: z.instanceof(Buffer),
})

const invalidId = (id: string): ApiReply =>
  invalidRequest([{ parameter: "id", value: id, message: "The media id is not valid." }])

/** An upload of the caller that is not finished. */
function uploadOf(call: ApiCall) {
  const upload = call.world.uploads.get(call.params.id ?? "")
  return upload?.ownerId === callerId(call) ? upload : undefined
}

const Metadata = z.strictObject({
  id: z.string(),
  metadata: z.object({ alt_text: z.strictObject({ text: z.string().min(1).max(LONGEST_ALT_TEXT) }) }),
})

const WRITE = { method: "POST", auth: "user", scopes: ["media.write"], budget: { user: 1875 } } as const

/** docs.x.com, "Media": an upload in three steps, photos only. */
export const mediaEndpoints: Endpoint[] = [
  {
    ...WRITE,
    path: "/2/media/upload/initialize",
    handle(call) {
      const body = readBody(Start, call.body)
      if ("refusal" in body) return body.refusal
      const id = call.world.nextId()
      call.world.uploads.set(id, {
        ownerId: callerId(call),
        totalBytes: body.value.total_bytes,
        segments: new Map(),
      })
      return ok({ data: { id, media_key: `3_${id}`, expires_after_secs: LIFETIME_SECONDS - 1 } })
    },
  },
  {
    ...WRITE,
    path: "/2/media/upload/:id/append",
    handle(call) {
      const upload = uploadOf(call)
      if (!upload) return invalidId(call.params.id ?? "")
      const body = readBody(Segment, call.body)
      if ("refusal" in body) return body.refusal
      upload.segments.set(body.value.segment_index, body.value.media)
      return ok({ data: { expires_at: Math.floor(call.world.now() / 1000) + LIFETIME_SECONDS } })
    },
  },
  {
    ...WRITE,
    path: "/2/media/upload/:id/finalize",
    handle(call) {
      const [id, upload] = [call.params.id ?? "", uploadOf(call)]
      if (!upload) return invalidId(id)
      const bytes = Buffer.concat(
        [...upload.segments].sort(([a], [b]) => a - b).map(([, segment]) => segment),
      )
      if (bytes.length !== upload.totalBytes) return invalidId(id)
      const key = addUpload(call.world, upload.ownerId, bytes, undefined, id)
      if (key === null) return invalidId(id)
      call.world.uploads.delete(id)
      return ok({ data: { id, media_key: key, size: bytes.length, expires_after_secs: LIFETIME_SECONDS } })
    },
  },
  {
    ...WRITE,
    path: "/2/media/metadata",
    budget: { user: 500 },
    handle(call) {
      const body = readBody(Metadata, call.body)
      if ("refusal" in body) return body.refusal
      const { id, metadata } = body.value
      const [key] = usableMedia(call.world, callerId(call), [id]) ?? []
      if (key === undefined) return invalidId(id)
      call.world.record({ type: "altText", key, text: metadata.alt_text.text })
      return ok({ data: { id, associated_metadata: metadata } })
    },
  },
  {
    method: "GET",
    auth: "user",
    scopes: ["media.write"],
    budget: { user: 1000 },
    path: "/2/media/upload",
    handle(call) {
      call.query.allow(["command", "media_id"])
      const id = call.query.text("media_id") ?? ""
      if (call.query.text("command") !== "STATUS") call.query.note("command", "", "must be STATUS")
      if (call.query.errors.length > 0) return invalidRequest(call.query.errors)
      const [key] = usableMedia(call.world, callerId(call), [id]) ?? []
      if (key === undefined) return invalidId(id)
      return ok({
        data: { id, media_key: key, processing_info: { state: "succeeded", progress_percent: 100 } },
      })
    },
  },
]
