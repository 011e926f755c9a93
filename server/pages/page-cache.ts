import { createHash } from "node:crypto"
import { gzipSync } from "node:zlib"
import type { Request, Response } from "express"

/** A finished answer, ready to be sent as it is. */
export type Rendered = { status: number; type: string; body: string }
type Kept = {
  status: number
  type: string
  plain: Buffer
  zipped: Buffer
  tag: string
  version: number
  at: number
}

const MOST_PAGES = 500
const FRESH_MS = 60_000

/**
 * Whole answers by address and language. One is rendered again when what residents see has changed,
 * or after a minute, for what the index does not know of (a department's name).
 */
export function createPageCache(now: () => Date) {
  const kept = new Map<string, Kept>()

  return {
    /** Sends the kept answer, or renders it; answers 304 to a browser that has it already. */
    async send(
      req: Request,
      res: Response,
      key: string,
      version: number,
      render: () => Promise<Rendered> | Rendered,
    ): Promise<void> {
      const at = now().getTime()
      let page = kept.get(key)
      if (!page || page.version !== version || at - page.at >= FRESH_MS) {
        page = { ...prepare(await render()), version, at }
        kept.delete(key)
        kept.set(key, page)
        const oldest = kept.keys().next()
        if (kept.size > MOST_PAGES && !oldest.done) kept.delete(oldest.value)
      }
      reply(req, res, page)
    },
  }
}

function prepare({ status, type, body }: Rendered): Omit<Kept, "version" | "at"> {
  const plain = Buffer.from(body)
  const tag = createHash("sha256").update(plain).digest("base64url").slice(0, 22)
  return { status, type, plain, zipped: gzipSync(plain, { level: 9 }), tag }
}

function reply(
  req: Request,
  res: Response,
  { status, type, plain, zipped, tag }: Omit<Kept, "version" | "at">,
): void {
  const zip = req.acceptsEncodings("gzip") === "gzip"
  res.status(status).type(type).vary("Accept-Encoding").vary("Accept-Language")
  res.set("Cache-Control", status === 200 ? "public, max-age=60" : "public, max-age=10")
  res.set("ETag", `"${tag}${zip ? "-z" : ""}"`)
  if (status === 200 && req.fresh) {
    res.status(304).end()
    return
  }
  const body = zip ? zipped : plain
  if (zip) res.set("Content-Encoding", "gzip")
  res.set("Content-Length", String(body.length))
  res.end(req.method === "HEAD" ? undefined : body)
}
