import { expect, test } from "vitest"
import { checkStableApi } from "./stable-api.ts"

test.each([
  ["no version", "distinct", {}],
  ["version 1", "distinct", { apiVersion: "1" }],
  ["version 1 and nothing else", "find", { apiVersion: "1", apiStrict: true, apiDeprecationErrors: true }],
  ["another spelling", "findandmodify", { apiVersion: "1", apiStrict: true }],
])("a command is served with %s", (_what, name, body) => {
  expect(() => checkStableApi(name, body)).not.toThrow()
})

test.each([
  ["another version", "find", { apiVersion: "2" }, 322],
  ["what is not in the version asked for", "distinct", { apiVersion: "1", apiStrict: true }, 323],
  ["strictness without a version", "find", { apiStrict: true }, 4886600],
  ["deprecations without a version", "find", { apiDeprecationErrors: false }, 4886600],
])("a command is refused with %s", (_what, name, body, code) => {
  expect(() => checkStableApi(name, body)).toThrow(expect.objectContaining({ code }))
})
