import { rmSync } from "node:fs"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import { deriveCredentials } from "../sign-in/credentials.ts"
import { defaultUser } from "../sign-in/open-gate.ts"
import { putCredentials } from "../storage/credentials-record.ts"
import { openEnvironment } from "../storage/environment.ts"
import { generatedPasswordFile, readPassword } from "./password-file.ts"

const usage = "Usage: embedded-mongo set-password --dir FOLDER --password-file FILE [--user NAME]"

/** Changes the user's password in a folder that no server has open. */
export async function setPassword(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: "string" },
      "password-file": { type: "string" },
      user: { type: "string", default: defaultUser },
    },
  })
  const { dir, "password-file": file, user } = values
  if (dir === undefined || file === undefined) throw new Error(usage)
  const credentials = deriveCredentials(user, readPassword(file))
  const environment = openEnvironment(resolve(dir))
  try {
    await environment.write(() => putCredentials(environment.db, credentials))
  } finally {
    await environment.close()
  }
  // The one made up at the first start no longer opens anything.
  rmSync(generatedPasswordFile(resolve(dir)), { force: true })
  console.log(`${user} signs in with the password in ${file} from the next start on`)
}
