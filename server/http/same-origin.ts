import type { IncomingMessage } from "node:http"
import type { RequestHandler } from "express"
import { AppError } from "../errors.ts"

const SAFE = new Set(["GET", "HEAD", "OPTIONS"])

/**
 * True when a browser sent the request from one of our own pages (OWASP CSRF Prevention: verify the origin).
 * @param publicUrl the origin people use; null: whatever host the request came to
 */
export function isSameOrigin(req: Pick<IncomingMessage, "headers">, publicUrl: string | null): boolean {
  const { origin, host } = req.headers
  if (!origin || !host || !URL.canParse(origin)) return false
  return publicUrl ? origin === publicUrl : new URL(origin).host === host
}

/** Refuses writes that do not come from our own pages. @throws AppError cross_site */
export function sameOriginOnly(publicUrl: string | null): RequestHandler {
  return (req, _res, next) => {
    if (!SAFE.has(req.method) && !isSameOrigin(req, publicUrl)) throw new AppError("cross_site")
    next()
  }
}
