import type { Logger } from "pino"
import type { Classification } from "../shared/classification.ts"
import type { Network } from "../shared/network.ts"
import type { NetworkAccess } from "./connectors/access.ts"
import type { Connector, Webhook } from "./connectors/connector.ts"
import type { PictureTools } from "./media/picture.ts"
import type { SecretBox } from "./secret-box.ts"
import type { DeliverySpool } from "./store/delivery-spool.ts"
import type { Stores } from "./store/stores.ts"

/** Built once in main.ts, or by a test. Each function takes a Pick of it; nothing else is global. */
export type AppContext = Stores & {
  classify: (text: string) => Classification
  /** The connector of an account's id, when credentials for it are configured here. */
  connectorOf: (accountId: string) => Connector | undefined
  /** How accounts of a network are connected, when its application is configured here. */
  accessTo: (network: Network) => NetworkAccess | undefined
  /** What reads a network's pushes, when its application's secret is configured here. */
  webhookOf: (network: Network) => Webhook | undefined
  pictureTools: PictureTools
  /** Closes what the database must not hold in clear. */
  secrets: SecretBox
  /** Where pushes wait while the database is away. */
  spool: DeliverySpool
  /** Runs the steps as one: all of them are stored, or none. Nested store calls join by themselves. */
  transaction: <T>(steps: () => Promise<T>) => Promise<T>
  now: () => Date
  /** How long a reply can be undone before it leaves. */
  undoSeconds: number
  /** What this process is known by, and after a restart again: its leases are its own. */
  instance: string
  log: Logger
}
