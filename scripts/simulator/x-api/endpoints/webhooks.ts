import { z } from "zod"
import { type XSubscription, type XWebhook } from "../../world/records.ts"
import { type XHooks } from "../../webhooks/x-hooks.ts"
import { type XEventType, X_EVENT_TYPES } from "../../world/event-types.ts"
import { readBody } from "../body.ts"
import { type ApiCall, type Endpoint } from "../endpoint.ts"
import { type ApiReply, forbidden, invalidRequest, ok } from "../reply.ts"

const APP = { auth: "app", scopes: [], budget: { app: 450 } } as const

const NewWebhook = z.strictObject({ url: z.string().max(200) })
const NewSubscription = z.strictObject({
  event_type: z.enum(X_EVENT_TYPES),
  filter: z.strictObject({ user_id: z.string().optional() }),
  tag: z.string().max(200).optional(),
  webhook_id: z.string(),
})

const iso = (time: number): string => new Date(time).toISOString()
const presentWebhook = ({ id, url, valid, createdAt }: XWebhook) => ({
  created_at: iso(createdAt),
  id,
  url,
  valid,
})
const presentSubscription = ({ id, type, userId, tag, webhookId, createdAt }: XSubscription) => ({
  subscription_id: id,
  event_type: type,
  filter: userId === undefined ? {} : { user_id: userId },
  created_at: iso(createdAt),
  updated_at: iso(createdAt),
  tag,
  webhook_id: webhookId,
})

const refused = (parameter: string, value: string, message: string): ApiReply =>
  invalidRequest([{ parameter, value, message }])

/** Private events are told of people who let the application read them, and of no one else. */
function isGranted({ world }: ApiCall, type: XEventType, userId: string): boolean {
  const needed = /^(dm|chat)\./.test(type) ? "dm.read" : "tweet.read"
  return [...world.tokens.values()].some((token) => token.userId === userId && token.scopes.includes(needed))
}

/** docs.x.com, "Webhooks" and "X Activity API": where events go, and which. */
export function webhookEndpoints(hooks: XHooks): Endpoint[] {
  const total = () => ({ meta: { total_subscriptions: hooks.subscriptions.length } })
  return [
    {
      ...APP,
      method: "GET",
      path: "/2/webhooks",
      handle: () =>
        ok({ data: hooks.webhooks.map(presentWebhook), meta: { result_count: hooks.webhooks.length } }),
    },
    {
      ...APP,
      method: "POST",
      path: "/2/webhooks",
      async handle(call) {
        const body = readBody(NewWebhook, call.body)
        if ("refusal" in body) return body.refusal
        const webhook = await hooks.register(body.value.url)
        if (typeof webhook === "string") return refused("url", body.value.url, webhook)
        return ok({ data: presentWebhook(webhook) })
      },
    },
    {
      ...APP,
      method: "PUT",
      path: "/2/webhooks/:id",
      async handle({ params }) {
        const answer = await hooks.check(params.id ?? "")
        if (answer === null) return refused("webhook_id", params.id ?? "", "WebhookIdInvalid")
        if (answer !== "valid") return refused("webhook_id", params.id ?? "", "CrcValidationFailed")
        return ok({ data: { valid: true } })
      },
    },
    {
      ...APP,
      method: "DELETE",
      path: "/2/webhooks/:id",
      handle({ params }) {
        const id = params.id ?? ""
        return hooks.remove(id)
          ? ok({ data: { deleted: true } })
          : refused("webhook_id", id, "WebhookIdInvalid")
      },
    },
    {
      ...APP,
      method: "GET",
      path: "/2/activity/subscriptions",
      handle: () => ok({ data: hooks.subscriptions.map(presentSubscription), ...total() }),
    },
    {
      ...APP,
      method: "POST",
      path: "/2/activity/subscriptions",
      handle(call) {
        const body = readBody(NewSubscription, call.body)
        if ("refusal" in body) return body.refusal
        const { event_type: type, filter, tag, webhook_id: webhookId } = body.value
        if (!hooks.webhooks.some(({ id }) => id === webhookId))
          return refused("webhook_id", webhookId, "WebhookIdInvalid")
        const userId = filter.user_id
        if (type !== "oauth.revoke" && (userId === undefined || !isGranted(call, type, userId)))
          return forbidden("The user of this filter has not authorized your application for this event type.")
        const subscription = hooks.subscribe({ type, userId, tag, webhookId })
        if (!subscription) return refused("filter", userId ?? "", "DuplicateSubscriptionFailed")
        return ok({ data: presentSubscription(subscription), ...total() })
      },
    },
    {
      ...APP,
      method: "DELETE",
      path: "/2/activity/subscriptions/:id",
      handle({ params }) {
        const id = params.id ?? ""
        if (!hooks.unsubscribe(id)) return refused("subscription_id", id, "SubscriptionIdInvalid")
        return ok({ data: { deleted: true }, ...total() })
      },
    },
  ]
}
