import type { AppContext } from "../context.ts"
import type { NewsDeps } from "../domain/threads/store-news.ts"
import { takeInPush } from "../domain/threads/take-in-push.ts"
import type { Delivery } from "../store/stores.ts"
import type { StepResult } from "./every.ts"

type Deps = NewsDeps & Pick<AppContext, "deliveries" | "log" | "spool" | "webhookOf">

const LEASE_MS = 60_000
const RETRY_MS = 5_000
/** Whatever fails so often is a fault of ours: it must not stop what waits behind it. */
const MOST_ATTEMPTS = 3

/** Networks push each message by itself: many are taken in at once, and share waits for the disk. */
const SIDE_BY_SIDE = 8

/** Takes in everything that waits. */
export async function takeInWaiting(deps: Deps, signal: AbortSignal): Promise<StepResult> {
  if ((await takeInNext(deps)) === "idle") return "idle"
  const drain = async (): Promise<void> => {
    while (!signal.aborted && (await takeInNext(deps)) === "again");
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, drain))
  return "idle"
}

/** Takes in the delivery that waits longest. */
export async function takeInNext(deps: Deps): Promise<StepResult> {
  const now = deps.now()
  const delivery = await deps.deliveries.claim(now, new Date(now.getTime() + LEASE_MS))
  if (!delivery) return "idle"
  try {
    await takeIn(deps, delivery)
    await deps.deliveries.finish(delivery.id)
  } catch (error) {
    deps.log.error({ err: error, delivery: delivery.id, attempts: delivery.attempts }, "delivery")
    const problem = error instanceof Error ? error.message : String(error)
    if (delivery.attempts >= MOST_ATTEMPTS) await deps.deliveries.giveUp(delivery.id, problem)
    else await deps.deliveries.postpone(delivery.id, new Date(deps.now().getTime() + RETRY_MS))
  }
  return "again"
}

async function takeIn(deps: Deps, { network, body }: Delivery): Promise<void> {
  const webhook = deps.webhookOf(network)
  if (!webhook) throw new Error(`nothing here reads what ${network} pushes`)
  const accounts = (await deps.accounts.list()).filter((account) => account.network === network)
  for (const push of webhook.read(body, accounts)) await takeInPush(deps, accounts, "webhook", push)
}

/** Moves what waited on disk into the database, once it is back. */
export async function emptySpool({
  deliveries,
  spool,
}: Pick<Deps, "deliveries" | "spool">): Promise<StepResult> {
  const waiting = await spool.list()
  if (waiting.length === 0) return "idle"
  await deliveries.addAll(waiting)
  for (const { id } of waiting) await spool.forget(id)
  return "again"
}
