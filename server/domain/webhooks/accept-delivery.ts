import type { Network } from "../../../shared/network.ts"
import type { AppContext } from "../../context.ts"
import { deliveryId } from "../../store/delivery-id.ts"
import type { NewDelivery } from "../../store/stores.ts"

type Deps = Pick<AppContext, "deliveries" | "log" | "now" | "spool">

/** Takes in what a network pushed. Resolves once the bytes are on disk: only then may the network be told so. */
export type Intake = (network: Network, body: Buffer) => Promise<void>

type Waiting = { delivery: NewDelivery; done: () => void; failed: (error: unknown) => void }

/**
 * Deliveries that arrive while others are being written share the next write: networks push in bursts, and want an
 * answer within seconds. While the database is away they wait on this machine's disk.
 */
export function createIntake(deps: Deps): Intake {
  let waiting: Waiting[] = []
  let isWriting = false

  const write = async (): Promise<void> => {
    if (isWriting) return
    isWriting = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await store(deps, batch)
    }
    isWriting = false
  }

  return (network, body) =>
    new Promise((resolve, reject) => {
      const delivery = { id: deliveryId(network, body), network, body, receivedAt: deps.now() }
      waiting.push({ delivery, done: resolve, failed: reject })
      void write()
    })
}

async function store({ deliveries, spool, log }: Deps, batch: Waiting[]): Promise<void> {
  try {
    const byId = new Map(batch.map(({ delivery }) => [delivery.id, delivery]))
    await deliveries.addAll([...byId.values()])
    for (const { done } of batch) done()
  } catch (error) {
    log.error({ err: error, count: batch.length }, "deliveries go to the spool")
    await Promise.all(batch.map(({ delivery, done, failed }) => spool.keep(delivery).then(done, failed)))
  }
}
