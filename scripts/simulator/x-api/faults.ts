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
])
export type FaultKind = z.infer<typeof FaultKind>

/** A fault as the control plane sets it. */
export const FaultSetting = z.strictObject({
  kind: FaultKind,
  on: z.boolean().default(true),
  /** `GET /2/users/:id/mentions`, with `*` for anything. The kind has its own default. */
  endpoint: z.string().max(200).optional(),
  /** How many calls it touches; null: until it is lifted. */
  times: z.number().int().positive().nullable().default(null),
  /** `429`: without any rate-limit header. */
  withoutHeaders: z.boolean().default(false),
  /** `delay`: how long. `timeout_after_accept`: how long before the connection is cut. `429`: until the reset. */
  milliseconds: z.number().int().nonnegative().max(3_600_000).optional(),
})
export type FaultSetting = z.output<typeof FaultSetting>

export type Fault = Omit<FaultSetting, "on" | "milliseconds"> & {
  endpoint: string
  milliseconds: number
  hits: number
}

const EVERYTHING = "* /2/*"
const DEFAULTS: Record<FaultKind, { endpoint: string; milliseconds: number }> = {
  "429": { endpoint: EVERYTHING, milliseconds: 60_000 },
  "503": { endpoint: EVERYTHING, milliseconds: 0 },
  timeout_after_accept: { endpoint: "POST /2/*", milliseconds: 30_000 },
  expired_token: { endpoint: EVERYTHING, milliseconds: 0 },
  credits_depleted: { endpoint: EVERYTHING, milliseconds: 0 },
  truncated_json: { endpoint: EVERYTHING, milliseconds: 0 },
  delay: { endpoint: EVERYTHING, milliseconds: 5_000 },
  reset: { endpoint: EVERYTHING, milliseconds: 0 },
  malformed_post: { endpoint: "GET /2/users/:id/mentions", milliseconds: 0 },
  not_summoned: { endpoint: "POST /2/tweets", milliseconds: 0 },
}

/** What goes wrong at the moment, at most one fault of each kind. */
export class Faults {
  private readonly active = new Map<FaultKind, Fault>()
  private readonly totals = new Map<FaultKind, number>()
  private readonly onChange: () => void

  constructor(onChange: () => void) {
    this.onChange = onChange
  }

  set({ on, ...setting }: FaultSetting): void {
    if (on) {
      const otherwise = DEFAULTS[setting.kind]
      this.active.set(setting.kind, {
        ...setting,
        endpoint: setting.endpoint ?? otherwise.endpoint,
        milliseconds: setting.milliseconds ?? otherwise.milliseconds,
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
        endpoint: fault?.endpoint ?? DEFAULTS[kind].endpoint,
        remaining: fault && fault.times !== null ? fault.times - fault.hits : null,
        hits: this.totals.get(kind) ?? 0,
      }
    })
  }
}

function matches(pattern: string, call: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${escaped.join(".*")}$`).test(call)
}
