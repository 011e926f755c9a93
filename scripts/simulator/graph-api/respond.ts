import { randomBytes } from "node:crypto"
import { type GraphRefusal } from "./refusal.ts"

/** An answer before it is written: faults may still change it. */
export type GraphReply = { status: number; body: unknown; headers: Record<string, string> }

export const UNAVAILABLE_PAGE =
  "<!DOCTYPE html><html lang=\"en\"><head><title>Facebook | Error</title></head><body><h1>Sorry, something went wrong.</h1><p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>"

/** JSON as Meta writes it: `/` and everything beyond ASCII escaped, in answers and in webhooks alike. */
export const metaJson = (body: unknown): Buffer =>
  Buffer.from(
    JSON.stringify(body)
      .replaceAll("/", "\\/")
      .replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  )

/** A refusal as an answer. */
export const refused = ({ status, error }: GraphRefusal): GraphReply => ({
  status,
  body: { error: { ...error, fbtrace_id: `A${randomBytes(16).toString("base64url")}` } },
  headers: {
    "www-authenticate": `OAuth "Facebook Platform" "invalid_request" "${error.message.replaceAll('"', "'").replace(/[^ -~]/g, "?")}"`,
  },
})

/** What surrounds every answer. */
export const commonHeaders = (version: string): Record<string, string> => ({
  "content-type": "application/json; charset=UTF-8",
  "facebook-api-version": version,
  "cache-control": "private, no-cache, no-store, must-revalidate",
  "x-fb-request-id": `A${randomBytes(16).toString("base64url")}`,
  "x-fb-trace-id": randomBytes(8).toString("base64url"),
})
