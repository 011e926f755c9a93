import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { Classification } from "../../shared/classification.ts"
import { createClassifier } from "./classify.ts"

const { classify } = createClassifier()
const LAMP = "@VilleDeParvis le lampadaire devant le 12 rue Pasteur est éteint depuis 3 semaines"

const wordsFor = (text: string, decision: "department" | "sentiment" | "urgency") =>
  classify(text)
    .words.filter((word) => word.for === decision)
    .map((word) => word.text)

describe("a message about one matter", () => {
  test("goes to its department with its mood and the words that decided, where they stand", () => {
    const found = classify(LAMP)
    expect(found).toMatchObject({
      language: "fr",
      department: "eclairage_public",
      sentiment: "negative",
      urgency: "normal",
    })
    expect(found.words).toContainEqual({
      start: LAMP.indexOf("lampadaire"),
      end: LAMP.indexOf("lampadaire") + "lampadaire".length,
      text: "lampadaire",
      for: "department",
    })
    expect(found.candidates[0]?.department).toBe("eclairage_public")
    expect(found.candidates[0]?.score).toBeGreaterThan(0.8)
  })

  test.each([
    ["Gros nid de poule au bout de l'avenue Berthelot", "voirie"],
    ["Les encombrants n'ont pas été ramassés", "proprete"],
    ["Pelouse du parc jamais tondue", "espaces_verts"],
    ["Mon horodateur a mangé ma carte, et j'ai eu un PV", "stationnement"],
    ["le bus 7 est encore en retard ce matin", "transports_mobilite"],
    ["Il n'y a plus d'eau au robinet", "eau_assainissement"],
    ["Comment inscrire mon fils à la cantine ?", "enfance_ecoles"],
    ["À quelle heure ouvre la piscine dimanche ?", "culture_sport"],
    ["Ma demande de HLM n'avance pas", "social_logement"],
    ["Quel délai pour un passeport ?", "etat_civil_demarches"],
    ["Mon voisin construit sans permis de construire", "urbanisme"],
    ["Tapage nocturne toutes les nuits chez le voisin", "police_securite_bruit"],
    ["On m'a prélevé deux fois la même facture", "finances_facturation"],
    ["Le conseil municipal est-il retransmis ?", "elus_democratie"],
  ])("« %s » goes to %s", (text, department) => {
    expect(classify(text).department).toBe(department)
  })

  test("is understood without accents, in capitals, mistyped, in hashtags and decomposed", () => {
    for (const text of [
      "LAMPADAIRE ETEINT",
      "lampader etein rue du moulin",
      "le lampadiare ne marche plus",
      "#LampadaireEnPanne",
      "#lampadairecassé",
      LAMP.normalize("NFD"),
      `${LAMP} 😡`,
    ])
      expect.soft(classify(text).department, text).toBe("eclairage_public")
  })

  test("is not about the school because the street is called after one", () => {
    expect(classify("Nid de poule rue de l'École").department).toBe("voirie")
    expect(classify("Lampadaire cassé place de la Piscine").department).toBe("eclairage_public")
  })
})

describe("mood", () => {
  test.each([
    ["bravo la mairie, 3 semaines sans ramassage", "negative"],
    ["Merci pour les poubelles qui débordent, vraiment", "negative"],
    ["Merci pour la réparation, mais la rue d'à côté est toujours dans le noir", "negative"],
    ["Le banc du square est cassé", "negative"],
    ["Quels sont les horaires de la déchetterie ?", "neutral"],
    ["Serait-il possible d'ajouter un banc ?", "neutral"],
    ["Merci beaucoup aux jardiniers, le parc est magnifique", "positive"],
    ["Lampadaire réparé en deux jours, bravo 👏", "positive"],
  ])("« %s » is %s", (text, sentiment) => {
    expect(classify(text).sentiment).toBe(sentiment)
  })

  test("says which words carried it", () => {
    expect(wordsFor("Quelle honte ces poubelles pleines 😡", "sentiment")).toContain("honte")
  })
})

describe("messages it must not guess at", () => {
  test("have no department", () => {
    for (const text of [
      "",
      "   ",
      "😡😡😡",
      "👍",
      "???",
      "@VilleDeParvis",
      "https://example.org/a",
      "1234",
      "xkcd zzyzx",
    ])
      expect.soft(classify(text).department, text).toBeNull()
  })

  test("emoji alone are neutral", () => {
    expect(classify("😡😡😡")).toMatchObject({
      department: null,
      sentiment: "neutral",
      language: "und",
      words: [],
    })
  })

  test("show candidates without choosing when unsure", () => {
    const found = classify("Il faudrait vraiment que ça change dans le coin")
    expect(found.department).toBeNull()
    expect(found.words.filter((word) => word.for === "department")).toEqual([])
  })
})

describe("messages that are not French", () => {
  test.each([
    ["There is a huge pothole in front of my house", "en", "voirie"],
    ["The street lamp on my street has been broken for weeks", "en", "eclairage_public"],
    ["La basura está en la calle desde hace una semana", "es", "proprete"],
    ["O lixo está na rua há uma semana, uma vergonha", "pt", "proprete"],
    ["Where can I get help with my problem please", "en", null],
    ["مرحبا، متى يفتح مكتب البلدية؟", "ar", null],
    ["Здравствуйте, когда откроется мэрия?", "ru", null],
  ])("« %s » is %s, and goes to %s", (text, language, department) => {
    expect(classify(text)).toMatchObject({ language, department })
  })

  test("name no department when two are possible", () => {
    expect(classify("The bus hit a tree on my street").department).toBeNull()
  })
})

describe("any text at all", () => {
  const hostile: [string, string][] = [
    ["NUL", "trou\u0000 dans la\u0000 rue"],
    ["right to left", "\u202Eeur al snad uort\u202C ويوجد حفرة"],
    ["ten thousand marks", `e${"\u0301".repeat(10_000)} lampadaire`],
    ["unpaired surrogates", "\uD83D lampadaire \uDE21\uD800"],
    ["family emoji", "👨‍👩‍👧‍👦🇫🇷🏳️‍🌈 lampadaire"],
    ["a long word", "a".repeat(100_000)],
    ["a long hashtag", `#${"parc".repeat(5_000)}`],
    ["dots and letters", "a.".repeat(50_000)],
    ["prototype", "__proto__ constructor toString hasOwnProperty"],
  ]

  test.each(hostile)("never throws or stalls: %s", (_name, text) => {
    // Processor time: a busy machine must not fail the test.
    const start = process.cpuUsage()
    expect(Classification.parse(classify(text))).toBeTruthy()
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(200)
  })

  test("gives words that are slices of the text as it was received", () => {
    const pieces = fc.constantFrom(
      "lampadaire",
      "éteint".normalize("NFD"),
      "#PoubellesPleines",
      "😡",
      "merci",
      "odeur de gaz",
      "rdv",
      "2main",
      " ",
      ", ",
      "l'",
      "rue de l'École",
      "\uD83D",
      "\u0301",
      "@VilleDeParvis",
      "12",
      "!!!",
      "\n",
      "بلدية",
      "thanks",
      "NOOOON",
    )
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 25 }).map((list) => list.join(" ")),
      fc.array(pieces, { maxLength: 25 }).map((list) => list.join("")),
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.string({ unit: "grapheme", maxLength: 200 }),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const found = Classification.parse(classify(text))
        for (const { start, end, text: word } of found.words) expect(text.slice(start, end)).toBe(word)
        expect(found.words.every(({ start, end }) => start < end)).toBe(true)
        expect(found.candidates.length).toBeLessThanOrEqual(3)
      }),
      { numRuns: 150 },
    )
  }, 20_000)

  test("means the same composed and decomposed", () => {
    const texts = fc.array(
      fc.constantFrom("éteint", "Forêt", "ça", "naïf", "cœur", "trottoir", "réparé", "#Été"),
      {
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(texts, (list) => {
        const text = list.join(" ")
        const { words: _composed, ...composed } = classify(text.normalize("NFC"))
        const { words: _decomposed, ...decomposed } = classify(text.normalize("NFD"))
        expect(decomposed).toEqual(composed)
      }),
      { numRuns: 60 },
    )
  })
})
