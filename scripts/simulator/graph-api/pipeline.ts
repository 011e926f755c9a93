import { type FacebookCredentials } from "../world/facebook/credentials.ts"
import { type World } from "../world/world.ts"
import { type Faults } from "../wire/faults.ts"
import { authenticate, type Caller, tokenOf } from "./authenticate.ts"
import { batchPart, readBatch } from "./batch.ts"
import {
  accessToken,
  accounts,
  applicationEndpoints,
  debugToken,
  person,
  subscriptions,
} from "./edges/application.ts"
import { feedEndpoints } from "./edges/feed.ts"
import { messageEndpoints } from "./edges/messages.ts"
import { moderationEndpoints } from "./edges/moderation.ts"
import { photoEndpoints } from "./edges/photos.ts"
import {
  askedFields,
  type CallbackSettings,
  type Endpoint,
  type FacebookSettings,
  type GraphCall,
} from "./endpoint.ts"
import { drawFound, find, type Found } from "./find.ts"
import { isFilledList, withMalformed } from "./malformed.ts"
import { type Params } from "./params.ts"
import {
  expiredToken,
  GraphRefusal,
  noObject,
  noPermission,
  passwordChanged,
  policyBlock,
  tooManyCalls,
} from "./refusal.ts"
import { type GraphReply, refused } from "./respond.ts"
import { type Usage, type UseCase, usageHeader } from "./usage.ts"

const ENDPOINTS = new Map<string, Endpoint>(
  [
    ...feedEndpoints,
    ...moderationEndpoints,
    ...messageEndpoints,
    ...photoEndpoints,
    ...applicationEndpoints,
  ].map((endpoint) => [`${endpoint.method} ${endpoint.kind}/${endpoint.edge}`, endpoint]),
)

/** What the Graph API needs of the simulator. */
export type GraphContext = {
  world: World
  credentials: FacebookCredentials
  /** Every Page of the city, the first included: the world as it sees it, and its own id and token. */
  pages: GraphCall["pages"]
  usage: Usage
  faults: Faults
  settings: FacebookSettings
  callbacks: CallbackSettings
}

/** One request, read from HTTP or from a batch. */
export type GraphRequest = {
  method: string
  version: string
  /** After the version: `/104400260019520/feed`. */
  path: string
  params: Params
  authorization: string | undefined
}

/** The route of a request as faults name it: `/v24.0/:page/feed`. */
export function routeOf(
  pages: GraphCall["pages"],
  { version, path }: Pick<GraphRequest, "version" | "path">,
): string {
  const [id = "", ...edge] = path.split("/").filter(Boolean)
  const kind =
    id === "me" ? "page" : pages.map((page) => find(page, id)).find((found) => found !== null)?.kind
  return [`/${version}`, kind ? `:${kind}` : id, ...edge].join("/")
}

/**
 * The order in which Graph looks at a request: who calls, how often, what it asks for, may it; then it does it.
 * Faults of the panel step in where the real trouble would.
 */
export function createPipeline(context: GraphContext) {
  const { world, credentials, pages, usage, faults, settings, callbacks } = context
  let spoiled = 0

  async function run(request: GraphRequest): Promise<GraphReply> {
    const { method, path, params } = request
    if (method === "POST" && path === "/" && params.text("batch") !== undefined) return batch(request)
    const touched = { method, route: routeOf(pages, request), path: `/${request.version}${path}` }
    const segments = path.split("/").filter(Boolean)
    const use: UseCase = /\/(messages|conversations)$/.test(path) ? "messenger" : "pages"
    try {
      const limited = faults.take("429", touched)
      if (limited) return { ...refused(tooManyCalls(use)), headers: limitedHeaders(limited, use) }
      if (faults.take("expired_token", touched)) throw expiredToken(world.now(), world.now())
      if (faults.take("password_changed", touched)) throw passwordChanged()
      const open = openCall(request, segments)
      if (open !== null) return ok(open, {})
      const token = tokenOf(params, request.authorization)
      const page = pageOf(token, segments)
      const caller = authenticate(page.world, page.credentials, {
        token,
        proof: params.text("appsecret_proof"),
        requiresProof: settings.requireAppSecretProof,
      })
      usage.spend(world, use)
      if (method === "POST" && faults.take("policy_block", touched)) throw policyBlock()
      const call: GraphCall = {
        ...{ ...page, pages, settings, callbacks, params, caller },
        version: request.version,
        token: token ?? "",
        method: method as GraphCall["method"],
        path: segments.join("/"),
        strikes: (kind) => faults.take(kind, touched) !== null,
      }
      const reply = ok(await perform(call, segments), usageHeaders(caller, use))
      if (method !== "GET" || !isFilledList(reply) || !faults.take("malformed_post", touched)) return reply
      return withMalformed(reply, `${world.facebook.nextNumber()}_${world.facebook.nextNumber()}`, spoiled++)
    } catch (error) {
      if (!(error instanceof GraphRefusal)) throw error
      const reply = refused(error)
      return { ...reply, headers: { ...reply.headers, ...usageHeaders("page", use) } }
    }
  }

  const ok = (body: unknown, headers: Record<string, string>): GraphReply => ({ status: 200, body, headers })

  const usageHeaders = (caller: Caller, use: UseCase): Record<string, string> =>
    caller === "page"
      ? { "x-business-use-case-usage": usage.header(world, use) }
      : { "x-app-usage": JSON.stringify({ call_count: 1, total_time: 1, total_cputime: 1 }) }

  function limitedHeaders(
    fault: { withoutHeaders: boolean; milliseconds: number },
    use: UseCase,
  ): Record<string, string> {
    if (fault.withoutHeaders) return {}
    const minutes = Math.ceil(fault.milliseconds / 60_000)
    return { "x-business-use-case-usage": usageHeader(world.facebook.pageId, use, 100, minutes) }
  }

  /** The Page whose token it is; for other callers the one they name, else the first. */
  const pageOf = (token: string | undefined, [id]: string[]) =>
    pages.find(({ credentials: { pageToken } }) => pageToken === token) ??
    pages.find(({ credentials: { pageId } }) => pageId === id) ?? { world, credentials }

  /** What needs no token. */
  function openCall({ method, params }: GraphRequest, segments: string[]): unknown {
    return method === "GET" && segments.join("/") === "oauth/access_token"
      ? accessToken({ credentials, params })
      : null
  }

  async function batch({ params, version, authorization }: GraphRequest): Promise<GraphReply> {
    const withHeaders = params.flag("include_headers") ?? true
    const parts: unknown[] = []
    try {
      // One after the other: a later call may rest on what an earlier one did.
      for (const item of readBatch(params))
        parts.push(batchPart(await run({ ...item, version, authorization }), withHeaders))
    } catch (error) {
      if (error instanceof GraphRefusal) return refused(error)
      throw error
    }
    return ok(parts, {})
  }

  return run
}

/** Does what a call asks for. @throws GraphRefusal */
async function perform(call: GraphCall, [first, edge = "", ...rest]: string[]): Promise<unknown> {
  const { world, credentials, params, method, caller } = call
  if (first === undefined) return many(call)
  if (first === "debug_token") return debugToken(call)
  if (first === credentials.appId && edge === "subscriptions") return subscriptions(call)
  if (first === "me" && edge === "accounts") return accounts(call)
  if (first === "me" && caller === "user") return person
  const id = first === "me" ? world.facebook.pageId : first
  const found = find({ world }, id)
  if (!found || rest.length > 0) throw noObject(id, method)
  if (caller !== "page" && found.kind !== "page") throw noPermission("pages_read_engagement")
  if (method === "GET" && edge === "") return drawFound(call, found, askedFields(params))
  const endpoint = ENDPOINTS.get(`${method} ${found.kind}/${edge}`)
  if (!endpoint) throw noObject(edge === "" ? id : `${id}/${edge}`, method)
  if (caller !== "page") throw noPermission("pages_read_engagement")
  // The table's key holds the kind, so the row's handler takes what was found.
  return (endpoint.handle as (call: GraphCall, node: Found["node"]) => unknown)(call, found.node)
}

/** `/?ids=a,b`: several objects at once, each under its id. */
function many(call: GraphCall): Record<string, unknown> {
  const ids = (call.params.text("ids") ?? "").split(",").filter(Boolean)
  if (ids.length === 0) throw noObject("", call.method)
  const fields = askedFields(call.params)
  const answers: Record<string, unknown> = {}
  for (const id of ids) {
    const found = find(call, id)
    if (found) answers[id] = drawFound(call, found, fields)
    else if (call.settings.missingIds === "refuse") throw noObject(id, call.method)
  }
  return answers
}
