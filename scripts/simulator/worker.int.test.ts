import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { startSimulatorInWorker } from "./start-in-worker.ts"
import { xClient } from "./testing/x-client.ts"

test("the simulator runs in a thread, says where it is, and ends when told", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "simulator-")), "state.jsonl")
  const thread = await startSimulatorInWorker({ port: 0, dataFile, citizensPerMinute: 0 })
  const { data } = await xClient(thread.url, thread.accessToken).v2.me()
  expect(data.id).toBe(thread.account.id)
  const { pageId, pageToken } = thread.facebook
  const page = await fetch(`${thread.url}/v24.0/me?access_token=${pageToken}`)
  expect(await page.json()).toMatchObject({ id: pageId, name: "Ville de Parvis" })
  const [, outings] = thread.accounts
  expect((await xClient(thread.url, outings!.accessToken).v2.me()).data.id).toBe(outings!.id)
  expect(thread.facebook.pages.map(({ name }) => name)).toEqual(["Ville de Parvis", "Médiathèque de Parvis"])
  const port = Number(new URL(thread.url).port)
  await expect(startSimulatorInWorker({ port, dataFile })).rejects.toMatchObject({ code: "EADDRINUSE" })
  await thread.close()
  await expect(fetch(thread.url)).rejects.toThrow()
}, 30_000)
