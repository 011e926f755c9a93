import type { Logger } from "pino"
import type { Classification } from "../shared/classification.ts"
import type { Connector } from "./connectors/connector.ts"
import type { Stores } from "./store/stores.ts"

/** Built once in main.ts, or by a test. Each function takes a Pick of it; nothing else is global. */
export type AppContext = Stores & {
  classify: (text: string) => Classification
  /** The connector of an account's id, when credentials for it are configured here. */
  connectorOf: (accountId: string) => Connector | undefined
  /** Runs the steps as one: all of them are stored, or none. Nested store calls join by themselves. */
  transaction: <T>(steps: () => Promise<T>) => Promise<T>
  now: () => Date
  /** How long a reply can be undone before it leaves. */
  undoSeconds: number
  /** What this process is known by, and after a restart again: its leases are its own. */
  instance: string
  log: Logger
}
