import { expect, test } from "vitest"
import { deriveCredentials, isPasswordOf } from "./credentials.ts"
import { preparePassword } from "./password.ts"

// RFC 4013, section 3.
test.each([
  ["I\u00adX", "IX"],
  ["user", "user"],
  ["USER", "USER"],
  ["\u00aa", "a"],
  ["\u2168", "IX"],
  ["a\u00a0b", "a b"],
])("%j is prepared as %j", (typed, prepared) => expect(preparePassword(typed)).toBe(prepared))

test.each([["\u0007"], [""], ["\u00ad"], ["a\ue000"], ["\ud800"]])("%j is refused", (typed) =>
  expect(() => preparePassword(typed)).toThrow("password"),
)

test("the same password typed in two ways is the same password", () => {
  const credentials = deriveCredentials("admin", "pa\u00dfw\u00f6rt")
  expect(isPasswordOf(credentials, "admin", "pa\u00dfwo\u0308rt")).toBe(true)
  expect(isPasswordOf(credentials, "admin", "passwort")).toBe(false)
  expect(isPasswordOf(credentials, "other", "pa\u00dfw\u00f6rt")).toBe(false)
  expect(credentials.salt).toHaveLength(28)
  expect(credentials.iterations).toBe(15_000)
})
