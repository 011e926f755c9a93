import { type Caller } from "./authenticate.ts"
import { type Found } from "./find.ts"
import { type Field, parseFields } from "./fields.ts"
import { type View } from "./node.ts"
import { type Params } from "./params.ts"
import { type UseCase } from "./usage.ts"

/** Switches of the simulated Facebook that a test or the panel turns. */
export type FacebookSettings = {
  /** Whether Meta's review granted the application the HUMAN_AGENT tag. */
  humanAgentApproved: boolean
  /** "Require App Secret" in the application's settings. */
  requireAppSecretProof: boolean
  /** What `?ids=` does when one of them is gone: no page of Meta says, so both can be played. */
  missingIds: "refuse" | "omit"
}

/** What the developer's callback settings do, for `/{app}/subscriptions`. */
export type CallbackSettings = {
  /** @throws Error with Meta's words when the address does not answer the challenge */
  subscribe(request: { url: string; fields: string[]; verifyToken: string }): Promise<void>
  unsubscribe(): void
}

/** One call, read and admitted. */
export type GraphCall = View & {
  method: "GET" | "POST" | "DELETE"
  /** The edge's or the object's own path: `104400260019520/feed`. */
  path: string
  params: Params
  caller: Caller
  settings: FacebookSettings
  callbacks: CallbackSettings
  /** Every Page of the city, as it sees itself. */
  pages: Pick<View, "world" | "credentials">[]
  /** Whether a fault of this kind strikes the call now. */
  strikes(kind: "window_closed" | "page_restricted" | "person_unavailable"): boolean
}

type Handler<K extends Found["kind"]> = (
  call: GraphCall,
  node: Extract<Found, { kind: K }>["node"],
) => unknown

/** One row of the table of routes: what may be asked of one kind of object. */
export type Endpoint = {
  [K in Found["kind"]]: {
    method: GraphCall["method"]
    kind: K
    /** Empty: the object itself. */
    edge: string
    use: UseCase
    handle: Handler<K>
  }
}[Found["kind"]]

/** `fields`, or null when the call leaves the choice to Graph. */
export function askedFields(params: Params): Field[] | null {
  const text = params.text("fields")
  return text === undefined || text === "" ? null : parseFields(text)
}

/** A list that is asked for by its own address. */
export function outerRequest(call: GraphCall) {
  const query = call.params.toQuery()
  query.set("access_token", call.token)
  return {
    params: call.params,
    fields: askedFields(call.params),
    address: { url: `${call.world.baseUrl}/${call.version}/${call.path}`, query },
  }
}
