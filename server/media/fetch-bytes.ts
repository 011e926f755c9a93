import http from "node:http"
import https from "node:https"
import { guardedLookup, refuseBareAddress, type Resolve } from "./guarded-lookup.ts"
import { type MediaPlace } from "./media-hosts.ts"
import { PictureError } from "./picture.ts"

/** Networks serve pictures of some hundred kilobytes; cameras make up to about this. */
export const MOST_BYTES = 8 * 1024 * 1024
const DEADLINE_MS = 5_000

export type FetchRules = { resolve: Resolve; deadlineMs?: number }

/**
 * The bytes of a picture: one request, without cookies or keys, no redirections, 8 MB and 5 s at most in all.
 * @throws PictureError
 */
export async function fetchBytes(
  place: MediaPlace,
  { resolve, deadlineMs = DEADLINE_MS }: FetchRules,
  signal: AbortSignal,
): Promise<Buffer> {
  refuseBareAddress(place)
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
  try {
    const response = await ask(place, resolve, deadline)
    try {
      checkHead(response)
      return await readBody(response)
    } finally {
      response.destroy()
    }
  } catch (error) {
    if (error instanceof PictureError) throw error
    const why = deadline.aborted
      ? "no whole answer in time"
      : String((error as { code?: unknown }).code ?? error)
    throw new PictureError("away", why, { cause: error })
  }
}

function ask({ url, ...place }: MediaPlace, resolve: Resolve, signal: AbortSignal) {
  return new Promise<http.IncomingMessage>((settle, reject) => {
    const { request } = url.protocol === "https:" ? https : http
    const asked = request(url, {
      // A connection of its own: none that was checked for another name is used.
      agent: false,
      lookup: guardedLookup({ url, ...place }, resolve),
      headers: { accept: "image/webp,image/png,image/jpeg,image/gif", "accept-encoding": "identity" },
      signal,
    })
    asked.on("response", settle)
    asked.on("error", reject)
    asked.end()
  })
}

function checkHead({ statusCode = 0, headers }: http.IncomingMessage): void {
  if (statusCode === 429 || statusCode >= 500) throw new PictureError("away", `status ${statusCode}`)
  if (statusCode >= 300 && statusCode < 400) throw new PictureError("not_allowed", "a redirection")
  if (statusCode !== 200) throw new PictureError("gone", `status ${statusCode}`)
  const type = headers["content-type"] ?? ""
  if (!/^image\/(jpeg|jpg|png|webp|gif)\b/i.test(type))
    throw new PictureError("not_a_picture", `the type is ${type.slice(0, 60) || "not told"}`)
  if ((headers["content-encoding"] ?? "identity") !== "identity")
    throw new PictureError("not_a_picture", "compressed on the way")
  if (Number(headers["content-length"] ?? 0) > MOST_BYTES) throw tooLarge()
}

async function readBody(response: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    // Counted as it comes: the announced length may be wrong, or missing.
    if (length > MOST_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const tooLarge = () => new PictureError("too_large", `more than ${MOST_BYTES} bytes`)
