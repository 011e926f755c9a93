import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { runDiskFull } from "./run-disk-full.ts"
import { runKills } from "./run-kills.ts"

const usage = `Usage: npx tsx server/embedded-mongo/durability/main.ts [--kills N] [--seed N] [--minutes N]
       npx tsx server/embedded-mongo/durability/main.ts --disk-full

  --kills N    how often a busy server is killed, each time followed by a check of everything (default: 20)
  --seed N     repeats the choices of an earlier run
  --minutes N  ends the run after so long, whatever was asked for
  --disk-full  fills a small disk under a server instead; needs the right to mount
`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: "string" },
      seed: { type: "string" },
      minutes: { type: "string" },
      "disk-full": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  })
  if (values.help) return console.log(usage)
  if (values["disk-full"]) {
    const report = await runDiskFull()
    console.log(JSON.stringify(report))
    process.exitCode = report.broken.length === 0 ? 0 : 1
    return
  }
  const dir = mkdtempSync(join(tmpdir(), "embedded-mongo-durability-"))
  const report = await runKills({
    dir,
    kills: Number(values.kills ?? 20),
    seed: Number(values.seed ?? Date.now() % 1_000_000),
    ...(values.minutes !== undefined && { minutes: Number(values.minutes) }),
    onRound: (round, broken) => {
      if (round % 25 === 0) console.error(`${round} kills, ${broken.length} promises broken`)
    },
  })
  console.log(JSON.stringify(report))
  // A folder with a fault is kept: it is the evidence.
  if (report.broken.length === 0) rmSync(dir, { recursive: true, force: true })
  else console.error(`the folder is kept: ${dir}`)
  process.exitCode = report.broken.length === 0 ? 0 : 1
}

await main()
