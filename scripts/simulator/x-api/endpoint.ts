import { type Scope } from "../world/credentials.ts"
import { type SummonedRule } from "../world/publish.ts"
import { type World } from "../world/world.ts"
import { type Principal } from "./authenticate.ts"
import { type Budget } from "./budgets.ts"
import { type Query } from "./query.ts"
import { type ApiReply } from "./reply.ts"

/** What an endpoint may read. */
export type ApiCall = {
  world: World
  params: Record<string, string>
  query: Query
  body: unknown
  principal: Principal
  summonedRule: SummonedRule
}

/** One row of the table of routes: everything X documents about a call, then what it does. */
export type Endpoint = {
  method: "GET" | "POST" | "PUT" | "DELETE"
  /** With `:name` for the variable parts, as in X's documentation. */
  path: string
  /** Whether a person, an application without one, or either may call it. */
  auth: "user" | "user_or_app" | "app"
  scopes: readonly Scope[]
  budget: Budget
  handle(call: ApiCall): ApiReply | Promise<ApiReply>
}

/** The person behind a call whose endpoint demands one. */
export function callerId({ principal }: Pick<ApiCall, "principal">): string {
  if (principal.kind !== "user") throw new Error("this endpoint needs a person")
  return principal.userId
}
