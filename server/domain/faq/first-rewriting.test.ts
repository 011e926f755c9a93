import { describe, expect, test } from "vitest"
import { findPersonalData } from "../../../shared/personal-data.ts"
import { rewriteAnswer, rewriteQuestion } from "./first-rewriting.ts"

const nobody = { names: [], handles: [] }

describe("a citizen's message becomes a question anybody could ask", () => {
  test.each([
    [
      "@VilleDeParvis le lampadaire devant le 12 rue Pasteur est éteint depuis 3 semaines",
      "Le lampadaire dans une rue est éteint depuis 3 semaines",
    ],
    [
      "Bonjour @VilleDeParvis, comment faire enlever un canapé ? Merci d'avance",
      "Comment faire enlever un canapé ?",
    ],
    [
      "Bonsoir, je suis Marie Dupont. Quand ouvre la piscine ? Rappelez-moi au 06 12 34 56 78",
      "Quand ouvre la piscine ?",
    ],
    [
      "Bjr madame, ma voiture AB-123-CD est à la fourrière, que faire ? cdt, Karim",
      "Ma voiture est à la fourrière, que faire ?",
    ],
    ["#voirie gros trou au 3 bis avenue Foch 😡", "Voirie gros trou dans une rue 😡"],
    ["", ""],
  ])("%s", (text, expected) => {
    expect(rewriteQuestion(text, nobody, "fr")).toBe(expected)
  })

  test("a long message is cut between two words", () => {
    const question = rewriteQuestion(
      `${"Il y a toujours des sacs devant le gymnase ".repeat(20)}`,
      nobody,
      "fr",
    )
    expect(question.length).toBeLessThanOrEqual(300)
    expect(question).toMatch(/\p{L}…$/u)
  })

  test("the citizen's own name is taken out, however written", () => {
    const people = { names: ["Rosalind Abernathy"], handles: ["rosy_77"] }
    expect(rewriteQuestion("abernathy ici (rosy_77), pas d'eau depuis hier", people, "fr")).not.toMatch(
      /abernathy|rosy/i,
    )
  })
})

describe("the city's reply becomes an answer", () => {
  test("without whom it went to and who signed, with its links", () => {
    const reply =
      "@marie_d Bonjour Mme Dupont, prenez rendez-vous sur https://www.parvis.example/encombrants : c'est gratuit. Bonne journée ! ^Julie"
    const answer = rewriteAnswer(reply, { names: ["Marie Dupont"], handles: ["marie_d"] }, "fr")
    expect(answer).toBe("Prenez rendez-vous sur https://www.parvis.example/encombrants : c'est gratuit.")
  })

  test("keeps its paragraphs", () => {
    expect(
      rewriteAnswer(
        "Bonjour,\n\nVoici la marche à suivre :\n- un\n- deux\n\nCordialement,\nJulie",
        nobody,
        "fr",
      ),
    ).toBe("Voici la marche à suivre :\n- un\n- deux")
  })

  test("what stands for what was taken out is itself harmless, in both languages", () => {
    const text =
      "M. Dupont, 12 rue Pasteur, 06 12 34 56 78, a@exemple.fr, AB-123-CD, né le 03/04/1985, dossier n° 2024-1234, FR76 3000 6000 0112 3456 7890 189, 1 85 05 78 006 084 91"
    for (const language of ["fr", "en"])
      expect(findPersonalData(rewriteAnswer(text, nobody, language))).toEqual([])
  })
})
