import { benchScreen } from "./screen.ts"
import { benchStorage } from "./storage.ts"
import { benchWebhook } from "./webhook.ts"

/** `npm run bench -- NAME [OPTIONS]`: measures on this machine, now, and prints JSON. Nothing here passes or fails. */
const BENCHES: Record<string, (say: (line: string) => void, options: string[]) => Promise<unknown>> = {
  screen: benchScreen,
  storage: benchStorage,
  webhook: benchWebhook,
}

const [name = "", ...options] = process.argv.slice(2)
const bench = BENCHES[name]
if (!bench) {
  console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join(" | ")}`)
  process.exit(2)
}
console.log(JSON.stringify(await bench((line) => console.error(line), options), null, 2))
process.exit(0)
