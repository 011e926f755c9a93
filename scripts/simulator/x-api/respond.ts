import { randomBytes } from "node:crypto"
import { type ServerResponse } from "node:http"
import { type Faults } from "../wire/faults.ts"
import { answer, type FaultyCall } from "../wire/trouble.ts"
import { type ApiReply } from "./reply.ts"

/** The version of the contract that `shared/connectors.md` was drawn from. */
const API_VERSION = "2.167"

export const UNAVAILABLE_PAGE =
  "<!DOCTYPE html><html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>x</center></body></html>"

/** Writes an answer of X, unless a fault spoils it. */
export const respond = (
  faults: Faults,
  call: FaultyCall,
  response: ServerResponse,
  reply: ApiReply,
): Promise<void> =>
  answer(faults, call, response, {
    status: reply.status,
    headers: headersOf(reply),
    body: Buffer.from(JSON.stringify(reply.body)),
  })

/** What X sends with every answer. */
export const headersOf = (reply: ApiReply): Record<string, string> => ({
  "content-type": contentType(reply.status),
  "cache-control": "no-cache, no-store, max-age=0",
  "api-version": API_VERSION,
  "x-transaction-id": randomBytes(8).toString("hex"),
  "x-response-time": "12",
  ...reply.headers,
})

const contentType = (status: number): string =>
  status >= 400 ? "application/problem+json; charset=utf-8" : "application/json; charset=utf-8"
