import { type ServerOptions } from "./server.ts"

/** What can be handed to another thread. */
export type WorkerOptions = Omit<ServerOptions, "log" | "now" | "listen"> &
  Partial<Pick<ServerOptions, "listen">>

export type FromWorker =
  | { type: "ready"; uri: string }
  | { type: "failed"; reason: string }
  | { type: "log"; message: string; error?: string }
