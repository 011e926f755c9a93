import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type TestProject } from "vitest/node"
import { startServer } from "../../server.ts"

declare module "vitest" {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be added to
  export interface ProvidedContext {
    mongodbUri: string
  }
}

/** In memory where the system has such a folder: that writes reach the disk is for other tests to show. */
const folder = existsSync("/dev/shm") ? "/dev/shm" : tmpdir()

/**
 * Says once for all files of the suite which server they talk to: the one `MONGODB_URI` names (a replica
 * set), or an embedded one that lives as long as the run.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.MONGODB_URI
  if (given) {
    project.provide("mongodbUri", given)
    return undefined
  }
  const dir = mkdtempSync(join(folder, "embedded-mongo-"))
  const server = await startServer({ dir, listen: { socket: join(dir, "socket", "s.sock") } })
  project.provide("mongodbUri", server.uri)
  return async () => {
    await server.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
