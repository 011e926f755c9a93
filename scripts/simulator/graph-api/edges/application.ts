import { callerOf } from "../authenticate.ts"
import { type Endpoint, type GraphCall, outerRequest } from "../endpoint.ts"
import { pageType } from "../nodes/page.ts"
import { plain } from "../fields.ts"
import { drawList } from "../node.ts"
import { type Params } from "../params.ts"
import { badParameter, GraphRefusal, noPermission } from "../refusal.ts"

const SCOPES = [
  "pages_show_list",
  "pages_manage_metadata",
  "pages_read_engagement",
  "pages_read_user_content",
  "pages_manage_engagement",
  "pages_manage_posts",
  "pages_messaging",
]
/** What a Page may be subscribed to (connectors.md, 3, "Subscribe"). */
const FIELDS = [
  "feed",
  "mention",
  "ratings",
  "messages",
  "message_echoes",
  "message_deliveries",
  "message_reads",
  "messaging_postbacks",
  "standby",
]
const PERSON_ID = "10150000000019520"
const NINETY_DAYS = 90 * 86_400
const SIXTY_DAYS = 5_183_944
const APP_NAME = "Bureau de Parvis"

/** Names joined by commas, or a list of them as JSON. */
function readFields(params: Params, parameter: string): string[] {
  const text = params.text(parameter) ?? ""
  const fields = text
    .replace(/[[\]"\s]/g, "")
    .split(",")
    .filter(Boolean)
  const unknown = fields.find((name) => !FIELDS.includes(name))
  if (unknown !== undefined)
    throw badParameter(`Param ${parameter}[${fields.indexOf(unknown)}] must be one of {${FIELDS.join(", ")}}`)
  return fields
}

/** `/{page}/subscribed_apps`: which events of the Page the application hears. */
export const applicationEndpoints: Endpoint[] = [
  {
    method: "GET",
    kind: "page",
    edge: "subscribed_apps",
    use: "pages",
    handle({ world, credentials }) {
      const { subscribedFields } = world.facebook
      if (subscribedFields.length === 0) return { data: [] }
      const link = "https://www.facebook.com/games/?app_id=" + credentials.appId
      return {
        data: [
          {
            category: "Business",
            link,
            name: APP_NAME,
            id: credentials.appId,
            subscribed_fields: subscribedFields,
          },
        ],
      }
    },
  },
  {
    method: "POST",
    kind: "page",
    edge: "subscribed_apps",
    use: "pages",
    handle({ world, params }) {
      const fields = readFields(params, "subscribed_fields")
      if (fields.length === 0) throw badParameter("The parameter subscribed_fields is required.")
      world.record({ type: "facebook", event: { kind: "subscription", fields } })
      return { success: true }
    },
  },
  {
    method: "DELETE",
    kind: "page",
    edge: "subscribed_apps",
    use: "pages",
    handle({ world }) {
      world.record({ type: "facebook", event: { kind: "subscription", fields: [] } })
      return { success: true }
    },
  },
]

/** The Pages that the caller manages, with their tokens. */
export function accounts(call: GraphCall) {
  if (call.caller !== "user") throw noPermission("pages_show_list")
  const lists = call.pages.map((page) => {
    const node = { id: page.world.facebook.pageId }
    const view = { ...call, ...page }
    return drawList(pageType, view, [node], outerRequest(view), plain("access_token,category,name,id,tasks"))
  })
  return { ...lists[0], data: lists.flatMap(({ data }) => data) }
}

/** `/me` for a person's token. */
export const person = { id: PERSON_ID, name: "Agent de la Ville" }

/** `/debug_token`: what Meta knows of a token. */
export function debugToken({ pages, params }: GraphCall) {
  const input = params.text("input_token")
  if (input === undefined) throw badParameter("The parameter input_token is required")
  const page = pages.find(({ credentials }) => callerOf(credentials, input) !== null)
  const kind = page ? callerOf(page.credentials, input) : null
  if (!page || kind === null)
    return {
      data: { error: { code: 190, message: "Invalid OAuth access token." }, is_valid: false, scopes: [] },
    }
  const { world, credentials } = page
  const now = Math.floor(world.now() / 1000)
  const { state, since } = world.facebook.access
  const isValid = kind === "app" || state === "valid"
  return {
    data: {
      app_id: credentials.appId,
      type: kind.toUpperCase(),
      application: APP_NAME,
      data_access_expires_at: now + NINETY_DAYS,
      expires_at: isValid ? 0 : Math.floor(since / 1000),
      is_valid: isValid,
      issued_at: now - 86_400,
      ...(kind === "page" && { profile_id: credentials.pageId }),
      scopes: SCOPES,
      granular_scopes: SCOPES.map((scope) => ({
        scope,
        target_ids: kind === "page" ? [credentials.pageId] : pages.map((one) => one.credentials.pageId),
      })),
      user_id: PERSON_ID,
    },
  }
}

/** `/oauth/access_token`: a long-lived token of the person, or the application's own. */
export function accessToken({ credentials, params }: Pick<GraphCall, "credentials" | "params">) {
  const { appId, appSecret, userToken } = credentials
  if (params.text("client_id") !== appId || params.text("client_secret") !== appSecret)
    throw new GraphRefusal(1, "Error validating client secret.")
  return params.text("grant_type") === "client_credentials"
    ? { access_token: `${appId}|${appSecret}`, token_type: "bearer" }
    : { access_token: userToken, token_type: "bearer", expires_in: SIXTY_DAYS }
}

/** `/{app}/subscriptions`: where the events go; Meta asks the address first whether it is the developer's. */
export async function subscriptions(call: GraphCall) {
  const { world, params, method, callbacks } = call
  if (call.caller !== "app")
    throw new GraphRefusal(15, "(#15) This method must be called with an app access_token.")
  const { callback } = world.facebook
  if (method === "GET")
    return {
      data: callback
        ? [
            {
              object: "page",
              callback_url: callback.url,
              active: true,
              fields: callback.fields.map((name) => ({ name, version: call.version })),
            },
          ]
        : [],
    }
  if (method === "DELETE") {
    callbacks.unsubscribe()
    return { success: true }
  }
  if (params.text("object") !== "page") throw badParameter("Param object must be one of {page}")
  const [url, verifyToken] = [params.text("callback_url"), params.text("verify_token")]
  if (url === undefined || verifyToken === undefined)
    throw badParameter("The parameter callback_url is required")
  const fields = readFields(params, "fields")
  await callbacks.subscribe({ url, fields, verifyToken }).catch((error: unknown) => {
    throw new GraphRefusal(2200, `(#2200) ${error instanceof Error ? error.message : String(error)}`)
  })
  return { success: true }
}
