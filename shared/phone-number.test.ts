import { describe, expect, test } from "vitest"
import { findAnyNumber, formatPhone, hasNumber, toE164, withoutNumber } from "./phone-number.ts"

describe("a number is the same however it is written", () => {
  test.each([
    "0612345678",
    "06 12 34 56 78",
    "06.12.34.56.78",
    "06-12-34-56-78",
    "06\u00a012\u202f34 56 78",
    "+33612345678",
    "+33 6 12 34 56 78",
    "+33 (0)6 12 34 56 78",
    "+33 06 12 34 56 78",
    "0033 6 12 34 56 78",
    "0033 (0) 6 12 34 56 78",
    "０６１２３４５６７８",
  ])("%s", (written) => {
    expect(toE164(written)).toBe("+33612345678")
  })

  test.each([
    ["0590 12 34 56", "+590590123456"],
    ["+33 690 12 34 56", "+590690123456"],
    ["+590 690 12 34 56", "+590690123456"],
    ["00590 0690 12 34 56", "+590690123456"],
    ["0694 20 21 22", "+594694202122"],
    ["0696 20 21 22", "+596696202122"],
    ["0692 12 34 56", "+262692123456"],
    ["0639 12 34 56", "+262639123456"],
    ["0508 41 12 34", "+508411234"],
    ["+687 28 12 34", "+687281234"],
    ["+689 40 12 34 56", "+68940123456"],
    ["+44 20 7946 0018", "+442079460018"],
    ["0639 98 12 34", "+33639981234"],
  ])("%s, from overseas or abroad", (written, e164) => {
    expect(toE164(written)).toBe(e164)
  })

  test.each([
    "",
    "06 12 34 56",
    "06 12 34 56 78 9",
    "612345678",
    "3975",
    "00",
    "+33",
    "+33 12",
    "06 12 trente",
    "+590 12",
  ])("“%s” is no number to call", (written) => {
    expect(toE164(written)).toBeNull()
  })
})

test("a number is shown as people read it", () => {
  expect(formatPhone("+33612345678")).toBe("06\u00a012\u00a034\u00a056\u00a078")
  expect(formatPhone("+590690123456")).toBe("0690\u00a012\u00a034\u00a056")
  expect(formatPhone("+442079460018")).toBe("+442079460018")
})

describe("a number is taken out of a text in every form", () => {
  test.each([
    "0612345678",
    "06 12 34 56 78",
    "06.12.34.56.78",
    "+33 6 12 34 56 78",
    "+33(0)6 12 34 56 78",
    "0033612345678",
    "6 12 34 56 78",
  ])("%s", (form) => {
    expect(withoutNumber(`Rappeler au ${form}, merci`, "+33612345678", "…")).toBe("Rappeler au …, merci")
    expect(hasNumber(`au ${form}`, "+33612345678")).toBe(true)
  })

  test("another number stays", () => {
    const text = "Appeler le 05 00 00 00 00 ou passer au 12 rue du 8 mai"
    expect(withoutNumber(text, "+33612345678", "…")).toBe(text)
  })

  test("any number to call is noticed among the words", () => {
    expect(findAnyNumber("Rappeler au 06 12 34 56 78 avant 18 h")).toBe("+33612345678")
    expect(findAnyNumber("au +33 6 12 34 56 78.")).toBe("+33612345678")
    expect(findAnyNumber("12 rue du 8 mai 1945, dossier 2024 1187")).toBeNull()
  })

  test("overseas and foreign ones too", () => {
    expect(withoutNumber("0690 12 34 56 / +590 690 123456", "+590690123456", "…")).toBe("… / …")
    expect(withoutNumber("0508 41 12 34", "+508411234", "…")).toBe("…")
    expect(hasNumber("+44 20 7946 0018", "+442079460018")).toBe(true)
  })
})
