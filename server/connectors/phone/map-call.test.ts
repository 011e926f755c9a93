import { expect, test } from "vitest"
import call from "./fixtures/call.json" with { type: "json" }
import { mapCall, mapCallback } from "./map-call.ts"

const at = new Date("2026-11-24T09:00:00.000Z")

test("the place follows the request, and the number is taken out of both", () => {
  const [asked] = mapCall({ ...call, at })
  expect(asked?.text).toBe(
    "Un gros trou devant l’école, quelqu’un est tombé.\nRappeler au (numéro de rappel) avant 18 h.\n\nLieu\u00a0: 12 quai de la Fontaine",
  )
})

test("another number, such as the city's, stays in the words", () => {
  const [asked] = mapCall({ ...call, at, request: "Le 05 00 00 00 00 sonne occupé" })
  expect(asked?.text).toContain("05 00 00 00 00")
})

test("an id that is no UUID is refused: it could stand for another message", () => {
  expect(() => mapCall({ ...call, at, id: "1" })).toThrow()
  expect(() =>
    mapCallback({ id: "1", at, callerKey: "k", conversationKey: "c", text: "a", number: null }),
  ).toThrow()
})
