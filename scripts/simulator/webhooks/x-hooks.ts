import { createHmac, randomBytes } from "node:crypto"
import { type Credentials } from "../world/credentials.ts"
import { X_EVENT_TYPES } from "../world/event-types.ts"
import { type XSubscription, type XWebhook } from "../world/records.ts"
import { type World } from "../world/world.ts"
import { type Faults } from "../wire/faults.ts"
import { isLoopback } from "../wire/loopback.ts"
import { checkCallback } from "./challenge.ts"
import { DeliveryQueue } from "./delivery-queue.ts"
import { activitiesOf, type Activity } from "./x-events.ts"

/** docs.x.com, "Webhooks": X asks every address again every hour. */
const CHECK_EVERY = 3_600_000
/** How many POSTs travel to one address at a time. */
const AT_ONCE = 32

type Options = {
  world: World
  credentials: Credentials
  faults: Faults
  onChange: () => void
  /** First wait after a failed delivery, in milliseconds. */
  retryMs?: number
}

type Told = { activity: Activity; tag?: string }

/** Why X does not take a webhook (docs.x.com, "Webhooks quickstart"). */
export type HookRefusal = "CrcValidationFailed" | "UrlValidationFailed" | "DuplicateUrlFailed"

/**
 * The X Activity API by webhooks: addresses that proved to know the application's secret, subscriptions by event and
 * account, and deliveries of one event per POST, signed over the bytes as they travel.
 */
export class XHooks {
  private readonly options: Options
  private readonly queues = new Map<string, DeliveryQueue<Told>>()
  private readonly stopListening: () => void
  private readonly timer: NodeJS.Timeout
  private isOn = true

  constructor(options: Options) {
    this.options = options
    this.stopListening = options.world.listen((event) => {
      if (!options.world.isQuiet)
        for (const activity of activitiesOf(options.world, event)) this.tell(activity)
    })
    this.timer = setInterval(() => void this.checkAll(), CHECK_EVERY).unref()
  }

  get webhooks(): readonly XWebhook[] {
    return this.options.world.xHooks.webhooks
  }

  get subscriptions(): readonly XSubscription[] {
    return this.options.world.xHooks.subscriptions
  }

  /** Keeps an address once it answered the challenge. */
  async register(url: string): Promise<XWebhook | HookRefusal> {
    if (!isLoopback(url)) return "UrlValidationFailed"
    if (this.webhooks.some((webhook) => webhook.url === url)) return "DuplicateUrlFailed"
    if ((await this.ask(url)) !== "valid") return "CrcValidationFailed"
    const { world } = this.options
    const webhook = { id: world.nextId(), url, valid: true, createdAt: world.now() }
    this.save([...this.webhooks, webhook], this.subscriptions)
    return webhook
  }

  /** Asks an address again: it wakes up, or falls silent. Null: no such webhook. */
  async check(id: string): Promise<"valid" | "invalid" | "unreachable" | null> {
    const webhook = this.webhooks.find((one) => one.id === id)
    if (!webhook) return null
    const answer = await this.ask(webhook.url)
    // An address that cannot be reached for a moment stays valid: X waits more than a day (docs.x.com, "Webhooks").
    const valid = answer === "valid" || (answer === "unreachable" && webhook.valid)
    this.save(
      this.webhooks.map((one) => (one.id === id ? { ...one, valid } : one)),
      this.subscriptions,
    )
    return answer
  }

  /** What the hourly timer does. */
  async checkAll(): Promise<void> {
    for (const { id } of this.webhooks) await this.check(id)
  }

  /** Forgets an address and the subscriptions that lead to it. */
  remove(id: string): boolean {
    const isKnown = this.webhooks.some((webhook) => webhook.id === id)
    this.save(
      this.webhooks.filter((webhook) => webhook.id !== id),
      this.subscriptions.filter(({ webhookId }) => webhookId !== id),
    )
    return isKnown
  }

  /** Null when the same is subscribed already. */
  subscribe(asked: Omit<XSubscription, "id" | "createdAt">): XSubscription | null {
    const isSame = (one: XSubscription) =>
      one.type === asked.type && one.userId === asked.userId && one.webhookId === asked.webhookId
    if (this.subscriptions.some(isSame)) return null
    const { world } = this.options
    const subscription = { ...asked, id: world.nextId(), createdAt: world.now() }
    this.save(this.webhooks, [...this.subscriptions, subscription])
    return subscription
  }

  unsubscribe(id: string): boolean {
    const left = this.subscriptions.filter((one) => one.id !== id)
    const isKnown = left.length < this.subscriptions.length
    this.save(this.webhooks, left)
    return isKnown
  }

  /** One address that hears everything about every account: the control plane's short way. */
  async hearEverything(url: string): Promise<XWebhook | HookRefusal> {
    for (const webhook of this.webhooks) if (webhook.url !== url) this.remove(webhook.id)
    const known = this.webhooks.find((one) => one.url === url)
    if (known && (await this.check(known.id)) !== "valid") return "CrcValidationFailed"
    const webhook = known ?? (await this.register(url))
    if (typeof webhook === "string") return webhook
    for (const userId of this.options.world.standingPairs.keys())
      for (const type of X_EVENT_TYPES) this.subscribe({ type, userId, webhookId: webhook.id })
    return webhook
  }

  /** Silences the webhooks without forgetting anything. */
  set on(isOn: boolean) {
    this.isOn = isOn
    this.options.onChange()
  }

  /** The bytes of one POST and what signs them. */
  parcel({ activity, tag }: Told): { body: Buffer; headers: Record<string, string> } {
    const { type, userId, payload, includes } = activity
    const event_uuid = this.options.world.nextId()
    // A revocation is told to the application, not to the account, which is gone.
    const filter = type === "oauth.revoke" ? {} : { user_id: userId }
    const data = { event_uuid, filter, event_type: type, tag, payload, includes }
    const body = Buffer.from(JSON.stringify({ data }))
    return { body, headers: this.sign(body) }
  }

  status() {
    const totals = { told: 0, sent: 0, delivered: 0, waiting: 0, failures: 0, givenUp: 0 }
    let lastFailure: string | null = null
    for (const queue of this.queues.values()) {
      const { pending, lastFailure: failure, ...counts } = queue.status()
      totals.waiting += pending
      lastFailure = failure ?? lastFailure
      for (const [name, count] of Object.entries(counts)) totals[name as keyof typeof counts] += count
    }
    const webhooks = this.webhooks.map(({ id, url, valid }) => ({ id, url, valid }))
    return { on: this.isOn, webhooks, subscriptions: this.subscriptions.length, ...totals, lastFailure }
  }

  /** Resolves when every event was delivered or given up. */
  async settled(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.settled()))
  }

  close(): void {
    clearInterval(this.timer)
    this.stopListening()
    for (const queue of this.queues.values()) queue.close()
  }

  private tell(activity: Activity): void {
    const { type, userId } = activity
    const access = this.options.world.xAccess.get(userId)
    // Private events need the person's consent: without it only its end is told.
    if (type !== "oauth.revoke" && (access === "revoked" || access === "password")) return
    for (const one of this.subscriptions)
      if (one.type === type && (one.userId === undefined || one.userId === userId))
        this.queueTo(one.webhookId).push({ activity, tag: one.tag })
  }

  private queueTo(id: string): DeliveryQueue<Told> {
    const known = this.queues.get(id)
    if (known) return known
    const { faults, onChange, retryMs } = this.options
    const queue = new DeliveryQueue<Told>({
      ...{ network: "x", faults, onChange, retryMs, mostAtOnce: 1, concurrency: AT_ONCE },
      destination: () => {
        const webhook = this.webhooks.find((one) => one.id === id)
        if (!webhook?.valid || !this.isOn) return null
        return { url: webhook.url, sign: (body) => this.sign(body) }
      },
      assemble: ([told]) => this.parcel(told!).body,
    })
    this.queues.set(id, queue)
    return queue
  }

  /** The older header by the consumer secret, the newer by the client secret (docs.x.com, "Signature headers"). */
  private sign(body: Buffer): Record<string, string> {
    const { oauth1, oauth2 } = this.options.credentials
    return {
      "x-twitter-webhooks-signature": proof(oauth1.appSecret, body),
      "x-twitter-webhooks-signature-oauth2": proof(oauth2.clientSecret, body),
    }
  }

  private ask(url: string) {
    const { oauth1, oauth2 } = this.options.credentials
    const token = randomBytes(24).toString("base64url")
    return checkCallback(
      url,
      token,
      [oauth1.appSecret, oauth2.clientSecret].map((secret) => proof(secret, token)),
    )
  }

  private save(webhooks: readonly XWebhook[], subscriptions: readonly XSubscription[]): void {
    const hooks = { webhooks: [...webhooks], subscriptions: [...subscriptions] }
    this.options.world.record({ type: "xHooks", hooks })
    this.options.onChange()
  }
}

const proof = (secret: string, message: Buffer | string): string =>
  `sha256=${createHmac("sha256", secret).update(message).digest("base64")}`
