import { z } from "zod"

export const FaultKind = z.enum([
  "429",
  "503",
  "timeout_after_accept",
  "expired_token",
  "credits_depleted",
  "truncated_json",
  "delay",
  "reset",
  "malformed_post",
  "not_summoned",
  "window_closed",
  "policy_block",
  "page_restricted",
  "person_unavailable",
  "password_changed",
  "webhook_duplicate",
  "webhook_shuffled",
  "webhook_late",
  "stream_split",
  "stream_cut",
  "stream_disconnect",
  "stream_duplicate",
])
export type FaultKind = z.infer<typeof FaultKind>

/** A fault as the control plane sets it. */
export const FaultSetting = z.strictObject({
  kind: FaultKind,
  on: z.boolean().default(true),
  /** Whose calls fail when `endpoint` does not say; both networks' when this does not either. */
  network: z.enum(["x", "facebook"]).optional(),
  /** `GET /2/users/:id/mentions`, `GET /v*` followed by `/:post/comments`; `*` is anything, a comma joins several. */
  endpoint: z.string().max(200).optional(),
  /** How many calls it touches; null: until it is lifted. */
  times: z.number().int().positive().nullable().default(null),
  /** `429`: without any rate-limit header. */
  withoutHeaders: z.boolean().default(false),
  /** `delay`: how long. `timeout_after_accept`: how long before the connection is cut. `429`: until the reset. */
  milliseconds: z.number().int().nonnegative().max(3_600_000).optional(),
})
export type FaultSetting = z.output<typeof FaultSetting>

export type Fault = Omit<FaultSetting, "on" | "milliseconds" | "network"> & {
  endpoint: string
  milliseconds: number
  hits: number
}

/** Where a kind strikes on each network, and for how long it lasts when that has a meaning. */
const TARGETS: Record<FaultKind, { x: string | null; facebook: string | null; milliseconds?: number }> = {
  "429": { x: "* /2/*", facebook: "* /v*", milliseconds: 60_000 },
  "503": { x: "* /2/*", facebook: "* /v*" },
  timeout_after_accept: { x: "POST /2/*", facebook: "POST /v*", milliseconds: 30_000 },
  expired_token: { x: "* /2/*", facebook: "* /v*" },
  truncated_json: { x: "* /2/*", facebook: "* /v*" },
  delay: { x: "* /2/*", facebook: "* /v*", milliseconds: 5_000 },
  reset: { x: "* /2/*", facebook: "* /v*" },
  malformed_post: { x: "GET /2/users/:id/mentions", facebook: "GET /v*" },
  credits_depleted: { x: "* /2/*", facebook: null },
  not_summoned: { x: "POST /2/tweets", facebook: null },
  window_closed: { x: null, facebook: "POST /v*/:page/messages" },
  policy_block: { x: null, facebook: "POST /v*" },
  page_restricted: { x: null, facebook: "POST /v*/:page/messages" },
  person_unavailable: { x: null, facebook: "POST /v*/:page/messages" },
  password_changed: { x: null, facebook: "* /v*" },
  webhook_duplicate: { x: "WEBHOOK x", facebook: "WEBHOOK facebook" },
  webhook_shuffled: { x: "WEBHOOK x", facebook: "WEBHOOK facebook" },
  webhook_late: { x: "WEBHOOK x", facebook: "WEBHOOK facebook", milliseconds: 20_000 },
  stream_split: { x: "STREAM *", facebook: null },
  stream_cut: { x: "STREAM *", facebook: null },
  stream_disconnect: { x: "STREAM *", facebook: null },
  stream_duplicate: { x: "STREAM *", facebook: null },
}

function target(kind: FaultKind, network: FaultSetting["network"]): string {
  const { x, facebook } = TARGETS[kind]
  const asked = network === undefined ? [x, facebook] : [{ x, facebook }[network]]
  return asked.filter((one) => one !== null).join(", ")
}

/** What goes wrong at the moment, at most one fault of each kind. */
export class Faults {
  private readonly active = new Map<FaultKind, Fault>()
  private readonly totals = new Map<FaultKind, number>()
  private readonly onChange: () => void

  constructor(onChange: () => void) {
    this.onChange = onChange
  }

  set({ on, network, ...setting }: FaultSetting): void {
    if (on) {
      this.active.set(setting.kind, {
        ...setting,
        endpoint: setting.endpoint ?? target(setting.kind, network),
        milliseconds: setting.milliseconds ?? TARGETS[setting.kind].milliseconds ?? 0,
        hits: 0,
      })
    } else this.active.delete(setting.kind)
    this.onChange()
  }

  clear(): void {
    this.active.clear()
    this.onChange()
  }

  /** The fault of a kind that touches this call, counted; null when there is none. */
  take(kind: FaultKind, call: { method: string; route: string; path: string }): Fault | null {
    const fault = this.active.get(kind)
    if (!fault) return null
    const touches = [call.route, call.path].some((path) => matches(fault.endpoint, `${call.method} ${path}`))
    if (!touches) return null
    fault.hits++
    this.totals.set(kind, (this.totals.get(kind) ?? 0) + 1)
    if (fault.times !== null && fault.hits >= fault.times) this.active.delete(kind)
    this.onChange()
    return fault
  }

  /** Every kind, active or not, for the panel. */
  list() {
    return FaultKind.options.map((kind) => {
      const fault = this.active.get(kind)
      return {
        kind,
        on: fault !== undefined,
        endpoint: fault?.endpoint ?? target(kind, undefined),
        remaining: fault && fault.times !== null ? fault.times - fault.hits : null,
        hits: this.totals.get(kind) ?? 0,
      }
    })
  }
}

function matches(pattern: string, call: string): boolean {
  return pattern.split(", ").some((one) => {
    const escaped = one.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    return new RegExp(`^${escaped.join(".*")}$`).test(call)
  })
}
