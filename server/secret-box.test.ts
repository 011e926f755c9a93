import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { createSecretBox, secretOf } from "./secret-box.ts"
import { StartError } from "./start-error.ts"

const box = createSecretBox("a long secret that nobody guesses, of this test")

test("what is sealed opens for its subject only, by its key only, and only as it was", () => {
  const sealed = box.seal("06 12 34 56 78", "call:1")
  expect(sealed).not.toContain("12")
  expect(box.open(sealed, "call:1")).toBe("06 12 34 56 78")
  expect(() => box.open(sealed, "call:2")).toThrow()
  expect(() => createSecretBox("another secret").open(sealed, "call:1")).toThrow()
  const changed = sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA")
  expect(() => box.open(changed, "call:1")).toThrow()
  expect(() => box.open(sealed.slice(0, 20), "call:1")).toThrow()
  expect(() => box.open("06 12 34 56 78", "call:1")).toThrow("not a sealed text")
})

test("the same text is never sealed the same way twice", () => {
  expect(box.seal("x", "s")).not.toBe(box.seal("x", "s"))
})

test("a fingerprint finds a text again, for its subject and by its key only, and does not tell it", () => {
  const found = box.fingerprint("+33612345678", "caller")
  expect(box.fingerprint("+33612345678", "caller")).toBe(found)
  expect(found).not.toContain("612345678")
  expect(box.fingerprint("+33612345679", "caller")).not.toBe(found)
  expect(box.fingerprint("+33612345678", "other")).not.toBe(found)
  expect(createSecretBox("another secret").fingerprint("+33612345678", "caller")).not.toBe(found)
})

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "parvis-secret-"))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test("a data folder keeps a secret of its own, for its user alone", () => {
  const secret = secretOf(null, dir)
  expect(secretOf(null, dir)).toBe(secret)
  expect(statSync(join(dir, "secret.key")).mode & 0o777).toBe(0o600)
  expect(secretOf("configured", dir)).toBe("configured")
})

test("a secret that was cut stops the start: nothing sealed before would open", () => {
  writeFileSync(join(dir, "secret.key"), "short")
  expect(() => secretOf(null, dir)).toThrow(StartError)
})
