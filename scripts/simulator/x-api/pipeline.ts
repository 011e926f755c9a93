import { type Credentials } from "../world/credentials.ts"
import { type SummonedRule } from "../world/publish.ts"
import { type World } from "../world/world.ts"
import { createAuthenticator, type Principal } from "./authenticate.ts"
import { type Budgets } from "./budgets.ts"
import { type Endpoint } from "./endpoint.ts"
import { type Faults } from "../wire/faults.ts"
import { inNewerStyle } from "./fields.ts"
import { hasPosts, withMalformedPost } from "./malformed.ts"
import { type SignedRequest } from "./oauth1.ts"
import { Query } from "./query.ts"
import {
  type ApiReply,
  creditsDepleted,
  forbidden,
  invalidRequest,
  notSummoned,
  tooManyRequests,
  unauthorized,
  unsupportedAuthentication,
} from "./reply.ts"

/** What the API needs of the simulator. */
export type XApiContext = {
  world: World
  credentials: Credentials
  budgets: Budgets
  faults: Faults
  settings: { summonedRule: SummonedRule }
}

/** One request to one endpoint, read from HTTP. */
export type HttpCall = {
  method: string
  route: string
  path: string
  params: Record<string, string>
  pairs: [string, string][]
  authorization: string | undefined
  body: unknown
  bodyIsBroken: boolean
  signed: SignedRequest
}

/**
 * The order in which X looks at a request: who calls, may they, how often, can they pay, is it well formed;
 * only then what it asks. Faults of the panel step in where the real trouble would.
 */
export function createPipeline(context: XApiContext) {
  const { world, budgets, faults, settings } = context
  const authenticate = createAuthenticator(world, context.credentials)

  function admit(endpoint: Endpoint, call: HttpCall): Principal | ApiReply {
    if (faults.take("expired_token", call)) return unauthorized()
    const principal = authenticate(call.authorization, call.signed)
    if (!principal) return unauthorized()
    if (endpoint.auth === "user" && principal.kind === "app") return unsupportedAuthentication("app")
    if (endpoint.auth === "app" && principal.kind === "user") return unsupportedAuthentication("user")
    if (principal.kind === "user" && !endpoint.scopes.every((scope) => principal.scopes.includes(scope)))
      return forbidden("Forbidden")
    return principal
  }

  async function answer(endpoint: Endpoint, call: HttpCall, principal: Principal): Promise<ApiReply> {
    if (faults.take("credits_depleted", call)) return creditsDepleted()
    if (call.bodyIsBroken)
      return invalidRequest([
        {
          parameter: "body",
          value: "",
          message: "Requests with bodies must have content-type of application/json.",
        },
      ])
    if (isReply(call.body) && faults.take("not_summoned", call)) return notSummoned()
    const query = new Query(call.pairs)
    const { params, body } = call
    const reply = await endpoint.handle({ world, params, query, body, principal, ...settings })
    const spoiled = spoil(call, reply)
    return query.speaksOfPosts && call.method === "GET"
      ? { ...spoiled, body: inNewerStyle(spoiled.body) }
      : spoiled
  }

  let spoiledPages = 0
  function spoil(call: HttpCall, reply: ApiReply): ApiReply {
    if (call.method !== "GET" || !hasPosts(reply) || !faults.take("malformed_post", call)) return reply
    return withMalformedPost(reply, world.nextId(), spoiledPages++)
  }

  return async (endpoint: Endpoint, call: HttpCall): Promise<ApiReply> => {
    // By the clock that `x-rate-limit-reset` is told in, which may be displaced.
    const date = new Date(world.now()).toUTCString()
    const limited = faults.take("429", call)
    if (limited) return { ...tooManyRequests(), headers: { date, ...limitedHeaders(limited, world.now()) } }
    const principal = admit(endpoint, call)
    if ("status" in principal) return principal
    const name = `${endpoint.method} ${endpoint.path}`
    const spending = budgets.spend(name, endpoint.budget, principal, world.now())
    const reply = spending.allowed ? await answer(endpoint, call, principal) : tooManyRequests()
    const access: Record<string, string> =
      principal.kind === "user" ? { "x-access-level": "read-write-directmessages" } : {}
    return { ...reply, headers: { date, ...spending.headers, ...access, ...reply.headers } }
  }
}

function limitedHeaders(fault: { withoutHeaders: boolean; milliseconds: number }, now: number) {
  if (fault.withoutHeaders) return undefined
  return {
    "x-rate-limit-limit": "300",
    "x-rate-limit-remaining": "0",
    "x-rate-limit-reset": String(Math.ceil((now + fault.milliseconds) / 1000)),
  }
}

function isReply(body: unknown): boolean {
  return typeof body === "object" && body !== null && "reply" in body
}
