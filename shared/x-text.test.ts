import { expect, test } from "vitest"
import { X_TEXT_LIMIT, xTextLength } from "./x-text.ts"

test("a post is counted as X counts it", () => {
  expect(xTextLength("école").weighted).toBe(5)
  expect(xTextLength("e\u0301cole").weighted).toBe(5)
  expect(xTextLength("🕳️ 👨‍👩‍👧‍👦 日").weighted).toBe(8)
  expect(xTextLength("Voir https://www.paris.fr/une/adresse/tres/longue?a=1 et parvis.fr").weighted).toBe(
    5 + 23 + 4 + 23,
  )
  expect(xTextLength("« C’est noté — merci »").weighted).toBe(22)
})

test("says what is left and where the text becomes too long", () => {
  const just = xTextLength("é".repeat(X_TEXT_LIMIT))
  expect(just).toEqual({ weighted: 280, limit: 280, remaining: 0, valid: true, fits: 280 })
  const long = xTextLength(`${"é".repeat(279)}🕳️!`)
  expect(long).toMatchObject({ weighted: 282, remaining: -2, valid: false, fits: 279 })
  expect(xTextLength("").valid).toBe(false)
})

test("the mentions X puts in front of a reply do not count there", () => {
  const free = ["adele_morvan", "@Yann_LG"]
  expect(xTextLength("@adele_morvan @yann_lg merci", free)).toMatchObject({
    weighted: 5,
    valid: true,
    fits: 28,
  })
  expect(xTextLength("merci @adele_morvan", free).weighted).toBe(19)
  expect(xTextLength("@leila_b @adele_morvan merci", free).weighted).toBe(28)
  expect(xTextLength("@adele_morvan merci").weighted).toBe(19)
  expect(xTextLength(`@adele_morvan ${"é".repeat(281)}`, free)).toMatchObject({
    remaining: -1,
    fits: 14 + 280,
  })
})
