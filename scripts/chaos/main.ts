import { parseArgs } from "node:util"
import { runChaos } from "./chaos.ts"

/** `npm run chaos -- --kills 50 [--seed N]`: prints the counts as JSON; exits 1 when anything was lost or doubled. */
const { values } = parseArgs({
  options: { kills: { type: "string", default: "50" }, seed: { type: "string" } },
})
const kills = Number(values.kills)
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error("usage: npm run chaos -- --kills COUNT [--seed NUMBER]")
  process.exit(2)
}

const result = await runChaos({ kills, seed, say: (line) => console.error(line) })
console.log(JSON.stringify(result, null, 2))
const { messages, replies } = result
const harm = [messages.lost, messages.doubled, replies.doubled, replies.vanished, replies.falselySent]
process.exit(harm.every((count) => count === 0) ? 0 : 1)
