import { runBackup, runCheck, runRepair } from "./cli/maintain.ts"
import { serve } from "./cli/serve.ts"
import { setPassword } from "./cli/set-password.ts"

const commands = { check: runCheck, repair: runRepair, backup: runBackup, "set-password": setPassword, serve }

/** The words before the options name the command; without one it serves. */
async function main([first = "", ...rest]: string[]): Promise<void> {
  if (first in commands) await commands[first as keyof typeof commands](rest)
  else await serve([first, ...rest].filter((word) => word !== ""))
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
