import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { Network } from "../../shared/network.ts"
import { deliveryId } from "./delivery-id.ts"
import type { NewDelivery } from "./delivery-store.ts"

/** Where pushed bytes wait on this machine's disk while the database is away. */
export type DeliverySpool = {
  /** On disk when it resolves. */
  keep: (delivery: NewDelivery) => Promise<void>
  /** What waits, oldest first. */
  list: () => Promise<NewDelivery[]>
  forget: (id: string) => Promise<void>
}

/** How many are read at once: they may be many after a long outage. */
const AT_ONCE = 200
const NAME = /^(\d{13})\.([a-z]+)\.([\w-]{43})$/

/** A folder of files; a file that was not written to its end is never read. */
export function createDeliverySpool(dir: string): DeliverySpool {
  return {
    async keep({ id, network, body, receivedAt }) {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      const name = `${receivedAt.getTime()}.${network}.${id}`
      const begun = join(dir, `${name}.part`)
      const file = await open(begun, "w", 0o600)
      try {
        await file.writeFile(body)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(begun, join(dir, name))
      const folder = await open(dir)
      await folder.sync().finally(() => folder.close())
    },

    async list() {
      const names = await readdir(dir).catch(() => [])
      const found: NewDelivery[] = []
      for (const name of names.sort().slice(0, AT_ONCE)) {
        const [, at, network] = NAME.exec(name) ?? []
        const known = Network.safeParse(network)
        if (!known.success) continue
        const body = await readFile(join(dir, name))
        const id = deliveryId(known.data, body)
        found.push({ id, network: known.data, body, receivedAt: new Date(Number(at)) })
      }
      return found
    },

    async forget(id) {
      const names = await readdir(dir).catch(() => [])
      for (const name of names) if (name.endsWith(`.${id}`)) await rm(join(dir, name), { force: true })
    },
  }
}
