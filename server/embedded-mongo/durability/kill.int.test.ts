import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runKills } from "./run-kills.ts"
import { newSeed } from "../testing/random.ts"

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "embedded-mongo-kill-"))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

// `durability/main.ts` does the same as often as wanted.
test("kill -9 at any moment loses no acknowledged write, leaves none half done and doubles none", async () => {
  const report = await runKills({ dir, kills: 3, seed: newSeed("kills") })
  expect(report.broken).toEqual([])
  expect(report.kills).toBe(3)
  expect(report.acknowledged).toBeGreaterThan(0)
}, 60_000)
