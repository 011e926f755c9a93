import { createHmac, randomInt } from "node:crypto"
import { metaJson } from "../graph-api/respond.ts"
import { type FacebookCredentials } from "../world/facebook/credentials.ts"
import { type Callback } from "../world/facebook/records.ts"
import { type World } from "../world/world.ts"
import { type Faults } from "../wire/faults.ts"
import { isLoopback } from "../wire/loopback.ts"
import { DeliveryQueue } from "./delivery-queue.ts"
import { hooksOf, type PageHook } from "./facebook-events.ts"

/** Meta gathers up to a thousand updates in one POST (developers.facebook.com, "Webhooks"). */
const MOST_AT_ONCE = 1000
const PATIENCE = 10_000

/** Something that does not fit, as an integration meets it sooner or later. */
const BROKEN: PageHook = {
  field: "feed",
  change: {
    field: "feed",
    value: { item: "comment", verb: "add", comment_id: 42, post_id: null, from: "Marie" },
  },
}

type Options = {
  world: World
  credentials: FacebookCredentials
  faults: Faults
  onChange: () => void
  retryMs?: number
  /** The second Page's id, for its webhooks; none for the first's. */
  page?: string
  /** The application's address: one for all Pages. */
  callback: () => Callback | null
}

/**
 * The Page's webhooks: an address that proved to be the developer's, then every event the Page and the developer
 * both subscribed to, signed with the application's secret over the bytes as they travel.
 */
export class FacebookHooks {
  private readonly options: Options
  private readonly queue: DeliveryQueue<PageHook>
  private readonly stopListening: () => void
  private isOn = true

  constructor(options: Options) {
    this.options = options
    const { world, credentials, faults, onChange, retryMs } = options
    this.queue = new DeliveryQueue<PageHook>({
      network: "facebook",
      faults,
      onChange,
      retryMs,
      mostAtOnce: MOST_AT_ONCE,
      destination: () => {
        const url = this.isOn ? options.callback()?.url : undefined
        return url === undefined ? null : { url, sign: (body) => signed(body, credentials.appSecret) }
      },
      assemble: (hooks) => metaJson({ object: "page", entry: hooks.map((hook) => this.entry(hook)) }),
    })
    this.stopListening = world.listen((event) => {
      if (event.type !== "facebook" || event.page !== options.page || world.isQuiet) return
      for (const hook of hooksOf(world, event.event)) if (this.isWanted(hook.field)) this.queue.push(hook)
    })
  }

  /**
   * Sets the address, once it answered Meta's question.
   * @throws Error in Meta's words
   */
  async subscribe(request: { url: string; fields: string[]; verifyToken: string }): Promise<void> {
    const { url, fields, verifyToken } = request
    if (!isLoopback(url)) throw new Error("Callback refused: the simulator speaks to this machine only")
    const challenge = String(randomInt(100_000_000, 2_000_000_000))
    const address = new URL(url)
    address.searchParams.set("hub.mode", "subscribe")
    address.searchParams.set("hub.challenge", challenge)
    address.searchParams.set("hub.verify_token", verifyToken)
    const signal = AbortSignal.timeout(PATIENCE)
    const answer = await fetch(address, { signal, redirect: "error" }).catch((cause: unknown) => {
      throw new Error("Callback verification failed: the URL couldn't be validated.", { cause })
    })
    if (answer.status !== 200 || (await answer.text()) !== challenge)
      throw new Error(
        `Callback verification failed: HTTP Status Code = ${answer.status}; the challenge was not echoed.`,
      )
    this.record({ url, fields })
  }

  unsubscribe(): void {
    this.record(null)
  }

  /** Silences the webhooks without forgetting the address, as when Meta disables a subscription. */
  set on(isOn: boolean) {
    this.isOn = isOn
    this.options.onChange()
  }

  /**
   * Sends all that happens during `act` as one POST, which begins with things that do not fit: whoever stops at the
   * first of them loses the rest.
   * @param bad - How many of those
   */
  inOneBatch(bad: number, act: () => void): void {
    this.queue.hold()
    for (let i = 0; i < bad; i++) this.queue.push(BROKEN)
    act()
    this.queue.release()
  }

  status() {
    const { subscribedFields } = this.options.world.facebook
    const callback = this.options.callback()
    return {
      on: this.isOn,
      url: callback?.url ?? null,
      fields: callback?.fields ?? [],
      subscribedFields,
      ...this.queue.status(),
    }
  }

  /** Resolves when every event was delivered or given up. */
  settled(): Promise<void> {
    return this.queue.settled()
  }

  close(): void {
    this.stopListening()
    this.queue.close()
  }

  private record(callback: { url: string; fields: string[] } | null): void {
    this.options.world.record({ type: "facebook", event: { kind: "callback", callback } })
    this.options.onChange()
  }

  private isWanted(field: string): boolean {
    const { subscribedFields } = this.options.world.facebook
    const callback = this.options.callback()
    return callback !== null && callback.fields.includes(field) && subscribedFields.includes(field)
  }

  /** `changes` count time in seconds, `messaging` in milliseconds. */
  private entry(hook: PageHook) {
    const { world } = this.options
    const id = world.facebook.pageId
    if ("change" in hook) return { id, time: Math.floor(world.now() / 1000), changes: [hook.change] }
    if ("standby" in hook) return { id, time: world.now(), standby: [hook.standby] }
    return { id, time: world.now(), messaging: [hook.messaging] }
  }
}

/** Meta signs the bytes as they travel, escapes and all. */
const signed = (body: Buffer, appSecret: string): Record<string, string> => ({
  "x-hub-signature-256": `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`,
})
