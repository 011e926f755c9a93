import express, { type Request, type Response, Router } from "express"
import { readMultipart } from "../wire/multipart.ts"
import { troubleBefore } from "../wire/trouble.ts"
import { type XHooks } from "../webhooks/x-hooks.ts"
import { type Endpoint } from "./endpoint.ts"
import { directEndpoints } from "./endpoints/directs.ts"
import { mediaEndpoints } from "./endpoints/media.ts"
import { postEndpoints } from "./endpoints/posts.ts"
import { searchEndpoints } from "./endpoints/search.ts"
import { timelineEndpoints } from "./endpoints/timelines.ts"
import { userEndpoints } from "./endpoints/users.ts"
import { streamEndpoints } from "./endpoints/stream.ts"
import { type FilteredStream } from "./stream.ts"
import { webhookEndpoints } from "./endpoints/webhooks.ts"
import { giveToken, revokeToken, type TokenContext, type TokenRequest } from "./oauth2.ts"
import { createPipeline, type HttpCall, type XApiContext } from "./pipeline.ts"
import { notFound } from "./reply.ts"
import { headersOf, respond, UNAVAILABLE_PAGE } from "./respond.ts"

/** Fixed paths before variable ones: `/2/tweets/search/recent` is not a post's id. */
const ENDPOINTS: Endpoint[] = [
  ...userEndpoints,
  ...timelineEndpoints,
  ...searchEndpoints,
  ...postEndpoints,
  ...directEndpoints,
  ...mediaEndpoints,
]

/** X API v2 under `/2/`: the calls that Parvis uses, and what surrounds them. */
export function createXApi(
  context: XApiContext & TokenContext & { hooks: XHooks; stream: FilteredStream },
): Router {
  const { faults } = context
  const run = createPipeline(context)
  const router = Router()
  router.use("/2", express.raw({ type: () => true, limit: "6mb" }))

  for (const endpoint of [
    ...ENDPOINTS,
    ...webhookEndpoints(context.hooks),
    ...streamEndpoints(context.stream),
  ])
    router[verb(endpoint)](endpoint.path, async (request, response) => {
      const call = readCall(endpoint, request)
      if (await troubleBefore(faults, call, response, UNAVAILABLE_PAGE)) return
      const reply = await run(endpoint, call)
      if (!reply.takeOver) return respond(faults, call, response, reply)
      response.writeHead(reply.status, headersOf(reply))
      reply.takeOver(response)
    })

  const tokenRoute =
    (give: typeof giveToken) =>
    async (request: Request, response: Response): Promise<void> => {
      const call = { method: "POST", route: request.path, path: request.path }
      if (await troubleBefore(faults, call, response, UNAVAILABLE_PAGE)) return
      await respond(faults, call, response, give(context, readTokenRequest(request)))
    }
  router.post("/2/oauth2/token", tokenRoute(giveToken))
  router.post("/2/oauth2/revoke", tokenRoute(revokeToken))

  router.use("/2", async (request, response) => {
    const call = { method: request.method, route: request.originalUrl, path: request.originalUrl }
    await respond(faults, call, response, notFound())
  })
  return router
}

const verb = ({ method }: Endpoint) =>
  (({ GET: "get", POST: "post", PUT: "put", DELETE: "delete" }) as const)[method]

function readCall(endpoint: Endpoint, request: Request): HttpCall {
  const address = new URL(request.originalUrl, `${request.protocol}://${request.headers.host}`)
  const pairs = [...address.searchParams]
  const form = isForm(request) ? [...new URLSearchParams(bodyText(request))] : []
  const json = isForm(request) ? { value: {}, isBroken: false } : readContent(request)
  return {
    method: endpoint.method,
    route: endpoint.path,
    path: address.pathname,
    params: request.params as Record<string, string>,
    pairs,
    authorization: request.headers.authorization,
    body: json.value,
    bodyIsBroken: json.isBroken,
    signed: { method: endpoint.method, address: address.origin + address.pathname, query: pairs, form },
  }
}

/** The documentation says form, the official library sends JSON: X takes both. */
function readTokenRequest(request: Request): TokenRequest {
  const fields = isForm(request)
    ? Object.fromEntries(new URLSearchParams(bodyText(request)))
    : readContent(request).value
  return { authorization: request.headers.authorization, fields: (fields ?? {}) as Record<string, string> }
}

const isForm = (request: Request): boolean =>
  (request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded")

const bodyText = (request: Request): string =>
  Buffer.isBuffer(request.body) ? request.body.toString("utf8") : ""

function readContent(request: Request): { value: unknown; isBroken: boolean } {
  const text = bodyText(request)
  if (!text) return { value: {}, isBroken: false }
  const parts = readMultipart(request.headers["content-type"] ?? "", request.body as Buffer)
  if (parts) return { value: parts, isBroken: false }
  try {
    return { value: JSON.parse(text), isBroken: false }
  } catch {
    return { value: {}, isBroken: true }
  }
}
