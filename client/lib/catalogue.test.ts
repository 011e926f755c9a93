import { expect, test } from "vitest"
import { desk } from "../../shared/catalogue/fr/desk.ts"

function sentences(part: unknown, path = "desk"): [string, string][] {
  if (typeof part === "string") return [[path, part]]
  return Object.entries(part as Record<string, unknown>).flatMap(([key, value]) =>
    sentences(value, `${path}.${key}`),
  )
}

test("French is set as French is: unbreakable spaces before high punctuation, curly apostrophes", () => {
  const faults = sentences(desk).filter(([, text]) => / [:;!?»]|« |[a-zà-ÿ]'|\.\.\./i.test(text))
  expect(faults).toEqual([])
})
