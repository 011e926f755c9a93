import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import mongoose from "mongoose"
import { backUp } from "../integrity/backup.ts"
import { checkFolder } from "../integrity/check-folder.ts"
import { openFolder } from "../integrity/open-folder.ts"
import { repairFolder } from "../integrity/repair.ts"
import { addressFile } from "../server.ts"
import { defaultUser } from "../sign-in/open-gate.ts"
import { documentsFile } from "../storage/environment.ts"
import { checkFile } from "../storage/file-check.ts"
import { isFolderInUse } from "../storage/folder-lock.ts"
import { generatedPasswordFile, readPassword } from "./password-file.ts"

const show = (report: object): void => console.log(JSON.stringify(report, undefined, 2))

/** Looks at everything a folder holds; ends with 1 when something is wrong. */
export async function runCheck(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { dir: { type: "string" } } })
  if (values.dir === undefined) throw new Error("Usage: embedded-mongo check --dir FOLDER")
  const report = await checkFolder(resolve(values.dir))
  show(report)
  if (!report.ok) process.exitCode = 1
}

/** Makes a new file out of what can be read; ends with 1 when something was lost. */
export async function runRepair(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { dir: { type: "string" } } })
  if (values.dir === undefined) throw new Error("Usage: embedded-mongo repair --dir FOLDER")
  const report = await repairFolder(resolve(values.dir))
  show(report)
  if (report.lost.length > 0) process.exitCode = 1
}

const backupUsage = `Usage: embedded-mongo backup --dir FOLDER --to NEW_FOLDER [--password-file FILE] [--user NAME]`

/** Asks the server that runs for a copy, or copies the folder when none runs; then reads the copy through. */
export async function runBackup(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: "string" },
      to: { type: "string" },
      "password-file": { type: "string" },
      user: { type: "string", default: defaultUser },
    },
  })
  if (values.dir === undefined || values.to === undefined) throw new Error(backupUsage)
  const [dir, to] = [resolve(values.dir), resolve(values.to)]
  if (isFolderInUse(dir)) await askServer(dir, to, values.user, values["password-file"])
  else {
    const { environment } = openFolder(dir)
    try {
      await backUp(environment.db, to)
    } finally {
      await environment.close()
    }
  }
  checkFile(documentsFile(to), "all")
  console.log(`${to} holds a whole copy; a server started on it is the restored database`)
}

async function askServer(dir: string, to: string, username: string, file?: string): Promise<void> {
  const uri = readFileSync(addressFile(dir), "utf8")
  const generated = generatedPasswordFile(dir)
  const path = file ?? (existsSync(generated) ? generated : undefined)
  const isSocket = uri.includes("%2F")
  const auth = path === undefined || isSocket ? undefined : { username, password: readPassword(path) }
  const client = await mongoose.mongo.MongoClient.connect(uri, {
    serverSelectionTimeoutMS: 5000,
    ...(auth && { auth }),
  })
  try {
    await client.db("admin").command({ backup: 1, to })
  } finally {
    await client.close()
  }
}
