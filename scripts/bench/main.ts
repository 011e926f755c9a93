import { benchScreen } from "./screen.ts"

/** `npm run bench -- NAME`: measures on this machine, now, and prints JSON. Nothing here passes or fails. */
const BENCHES: Record<string, (say: (line: string) => void) => Promise<unknown>> = { screen: benchScreen }

const name = process.argv[2] ?? ""
const bench = BENCHES[name]
if (!bench) {
  console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join(" | ")}`)
  process.exit(2)
}
console.log(JSON.stringify(await bench((line) => console.error(line)), null, 2))
process.exit(0)
