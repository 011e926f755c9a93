import { accessSync, constants, mkdirSync } from "node:fs"

/** The data folder cannot be used; the message says why in one line. */
export class DataFolderError extends Error {
  override name = "DataFolderError"
}

/**
 * Makes sure that the data folder exists, for this user alone, and can be written.
 * @throws DataFolderError
 */
export function prepareDataFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    accessSync(dir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new DataFolderError(`The data folder ${dir} cannot be written (${why}): set PARVIS_DATA_DIR.`)
  }
}
