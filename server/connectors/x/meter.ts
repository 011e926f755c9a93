import type { Quota, QuotaName } from "../../../shared/account-health.ts"
import { X_PRICES } from "../../../shared/x-prices.ts"
import { type MeterReading } from "../connector.ts"
import { CallError } from "./call-failure.ts"
import { idOf } from "./map-element.ts"
import { readPage } from "./payloads.ts"
import { budgetNamed } from "./rate-limit.ts"
import { type XAnswer, type XCall } from "./x-client.ts"
import { type IncomingHttpHeaders } from "node:http"

/** What X counts and charges of a call, by its path (docs.x.com, "Rate limits" and "Pricing"). */
type Kind = { method: string; path: RegExp; quota?: QuotaName; element?: number; call?: number }
const KINDS: Kind[] = [
  { method: "GET", path: /^users\/\d+\/tweets$/, element: X_PRICES.postRead },
  { method: "GET", path: /^tweets$/, element: X_PRICES.postRead },
  { method: "GET", path: /^users\/\d+\/mentions$/, quota: "mentions_read", element: X_PRICES.postRead },
  { method: "GET", path: /^tweets\/search\/recent$/, quota: "search_read", element: X_PRICES.postRead },
  { method: "GET", path: /^dm_events$/, quota: "directs_read", element: X_PRICES.directRead },
  // Replies that X takes are to those who named the account.
  { method: "POST", path: /^tweets$/, quota: "posts_written", call: X_PRICES.summonedReply },
  { method: "POST", path: /^dm_conversations\//, quota: "directs_written", call: X_PRICES.direct },
]

/** Listens to what answers tell about X's limits, and adds up what the calls cost. One per account. */
export function createMeter(now: () => Date) {
  const quotas = new Map<QuotaName, Quota>()
  let spentUsd = 0
  let day = ""
  /** What was read today: X charges for the same post or message once in a day of UTC. */
  let charged = new Set<string>()

  const note = ({ quota }: Kind, headers: IncomingHttpHeaders): void => {
    if (!quota) return
    const at = now()
    const budgets = ["x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"].map((name) => ({
      budget: budgetNamed(name, headers, at),
      of: Number(headers[`${name}-limit`] ?? Number.NaN),
    }))
    const told = budgets.flatMap(({ budget, of }) => (budget && Number.isFinite(of) ? [{ budget, of }] : []))
    // Of several windows the one with the least left decides.
    const [least] = told.sort((a, b) => a.budget.remaining / a.of - b.budget.remaining / b.of)
    if (!least) return
    const resetsAt = new Date(at.getTime() + least.budget.resetsInMs).toISOString()
    quotas.set(quota, { name: quota, left: least.budget.remaining, of: least.of, resetsAt })
  }
  const charge = ({ call = 0, element = 0 }: Kind, { body }: XAnswer): void => {
    spentUsd += call
    const today = now().toISOString().slice(0, 10)
    if (today !== day) [day, charged] = [today, new Set()]
    for (const raw of readPage(body)?.elements ?? []) {
      const id = idOf(raw)
      if (element === 0 || id === null || charged.has(id)) continue
      charged.add(id)
      spentUsd += element
    }
  }

  return {
    /** The same call, listened to. */
    listen:
      (call: XCall): XCall =>
      async (request, signal) => {
        const kind = KINDS.find(({ method, path }) => method === request.method && path.test(request.path))
        try {
          const answer = await call(request, signal)
          if (kind) note(kind, answer.headers)
          if (kind) charge(kind, answer)
          return answer
        } catch (error) {
          if (kind && error instanceof CallError && error.failure.kind === "refused")
            note(kind, error.failure.headers)
          throw error
        }
      },
    read(): MeterReading {
      const reading = { quotas: [...quotas.values()], spentUsd }
      spentUsd = 0
      return reading
    },
  }
}
