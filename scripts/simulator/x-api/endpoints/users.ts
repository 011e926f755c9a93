import { callerId, type ApiCall, type Endpoint } from "../endpoint.ts"
import { TWEET_FIELDS, USER_EXPANSIONS, USER_FIELDS } from "../fields.ts"
import { presentUser } from "../present.ts"
import { checkId } from "../query.ts"
import { type ApiReply, invalidRequest, ok, resourceNotFound } from "../reply.ts"

const PARAMETERS = ["expansions", "tweet.fields", "user.fields"]

function answer(call: ApiCall, id: string | undefined, parameter: string, asked: string): ApiReply {
  const { world, query } = call
  query.allow(PARAMETERS)
  query.list("expansions", USER_EXPANSIONS)
  query.list("tweet.fields", TWEET_FIELDS)
  const fields = query.list("user.fields", USER_FIELDS)
  if (query.errors.length > 0) return invalidRequest(query.errors)
  const user = id === undefined ? undefined : world.users.get(id)
  if (!user) return ok({ errors: [resourceNotFound("user", parameter, asked)] })
  return ok({ data: presentUser(world, user, fields) })
}

/** docs.x.com, "Users lookup". */
export const userEndpoints: Endpoint[] = [
  {
    method: "GET",
    path: "/2/users/me",
    auth: "user",
    scopes: ["tweet.read", "users.read"],
    budget: { user: 75 },
    handle: (call) => answer(call, callerId(call), "id", callerId(call)),
  },
  {
    method: "GET",
    path: "/2/users/by/username/:username",
    auth: "user_or_app",
    scopes: ["tweet.read", "users.read"],
    budget: { user: 900, app: 300 },
    handle(call) {
      const username = call.params.username ?? ""
      return answer(call, call.world.userNamed(username)?.id, "username", username)
    },
  },
  {
    method: "GET",
    path: "/2/users/:id",
    auth: "user_or_app",
    scopes: ["tweet.read", "users.read"],
    budget: { user: 900, app: 300 },
    handle(call) {
      const id = call.params.id ?? ""
      checkId(call.query, "id", id)
      return answer(call, id, "id", id)
    },
  },
]
