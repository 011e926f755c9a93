import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { Store } from "./store.ts"

test("what a process was still writing for $out when it ended is gone after the next start", async () => {
  const dir = mkdtempSync(join(tmpdir(), "embedded-mongo-"))
  const before = new Store({ dir })
  await before.write(() => {
    before.createCollection("test.kept", {})
    before.createCollection("test.tmp.agg_out.1", { temp: true })
  })
  await before.close()
  const after = new Store({ dir })
  // Writes are done one after the other: this one comes after the clearing.
  const left = await after.write(() => after.catalog.list().map(({ ns }) => ns))
  expect(left).toEqual(["test.kept"])
  await after.close()
  rmSync(dir, { recursive: true })
})
