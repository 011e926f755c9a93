import express, { type Request, type Response, Router } from "express"
import { readMultipart } from "../wire/multipart.ts"
import { answer, troubleBefore } from "../wire/trouble.ts"
import { Params } from "./params.ts"
import { createPipeline, type GraphContext, type GraphRequest, routeOf } from "./pipeline.ts"
import { badParameter } from "./refusal.ts"
import { commonHeaders, metaJson, refused, UNAVAILABLE_PAGE } from "./respond.ts"

const VERSIONED = /^\/v\d{1,2}\.\d(\/|$)/
/** Fields that hold a file: photos, and attachments of Messenger. */
const FILES = ["source", "filedata"]
const METHODS = ["GET", "POST", "DELETE"]

/** The Graph API under `/vNN.N/`, whatever the version. */
export function createGraphApi(context: GraphContext): Router {
  const { pages, faults } = context
  const run = createPipeline(context)
  const router = Router()
  const readBytes = express.raw({ type: () => true, limit: "12mb" })
  const isOurs = ({ path, method }: Request) => VERSIONED.test(path) && METHODS.includes(method)
  router.use((request, response, next) => (isOurs(request) ? readBytes(request, response, next) : next()))
  router.use(async (request: Request, response: Response, next) => {
    if (!isOurs(request)) return next()
    const call = readRequest(request)
    const touched = {
      method: request.method,
      route: routeOf(pages, call),
      path: request.path,
    }
    if (await troubleBefore(faults, touched, response, UNAVAILABLE_PAGE)) return
    const reply = call.params
      ? await run({ ...call, params: call.params })
      : refused(badParameter("Invalid JSON body"))
    await answer(faults, touched, response, {
      status: reply.status,
      headers: { ...commonHeaders(call.version), ...reply.headers },
      body: metaJson(reply.body),
    })
  })
  return router
}

type ReadRequest = Omit<GraphRequest, "params"> & { params: Params | null }

function readRequest(request: Request): ReadRequest {
  const address = new URL(request.originalUrl, "http://simulator")
  const [, version = "", path = ""] = /^\/(v[\d.]+)(.*)$/.exec(address.pathname) ?? []
  const body = readBody(request)
  const params = body && new Params(address.searchParams, body)
  // A client that cannot send DELETE asks for it in an argument.
  const method =
    request.method === "POST" ? (params?.text("method")?.toUpperCase() ?? "POST") : request.method
  return {
    method: METHODS.includes(method) ? method : request.method,
    version,
    path: path === "" ? "/" : path,
    params,
    authorization: request.headers.authorization,
  }
}

/** The arguments in a body: multipart, JSON, or a form. Null when the JSON is broken. */
function readBody(request: Request): [string, unknown][] | null {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const type = request.headers["content-type"] ?? ""
  const parts = readMultipart(type, bytes)
  // Only files stay bytes: every other field is a text.
  if (parts)
    return Object.entries(parts).map(([name, part]) => [name, FILES.includes(name) ? part : part.toString()])
  const text = bytes.toString("utf8")
  if (text === "") return []
  if (!type.startsWith("application/json")) return [...new URLSearchParams(text)]
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null ? Object.entries(value) : null
  } catch {
    return null
  }
}
