import { accessSync, constants, mkdirSync } from "node:fs"
import { StartError } from "./start-error.ts"

/**
 * Makes sure that the data folder exists, for this user alone, and can be written.
 * @throws StartError
 */
export function prepareDataFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    accessSync(dir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartError(`The data folder ${dir} cannot be written (${why}): set PARVIS_DATA_DIR.`)
  }
}
