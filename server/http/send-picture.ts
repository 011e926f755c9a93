import type { Response } from "express"

/** An hour: the desk asks again rarely, and what was removed on its network does not stay long in a browser. */
const KEEP_SECONDS = 3600

/** Answers with a picture that is nothing else, whatever a browser would make of it. */
export function sendPicture(res: Response, { bytes, mime }: { bytes: Buffer; mime: string }): void {
  res.set({
    "Cache-Control": `private, max-age=${KEEP_SECONDS}, immutable`,
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
  })
  res.type(mime).send(bytes)
}
