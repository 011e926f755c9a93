import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isSameText } from "./same-text.ts"
import { decodeEntities } from "./text.ts"

/** The text as X gives a reply back: escaped, links wrapped, mention in front. */
function asXShows(text: string, mention = "@adele_morvan ") {
  const links: { url: string; expanded_url: string }[] = []
  const wrapped = text.replaceAll(/https?:\/\/\S+/g, (link) => {
    const url = `https://t.co/link${links.length}`
    links.push({ url, expanded_url: link })
    return url
  })
  const escaped = wrapped.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
  return { shown: mention + escaped, links }
}

describe("the text X shows is the text we sent", () => {
  test("to somebody whose old name is longer than X allows today", () => {
    const { shown, links } = asXShows("C'est noté", "@un_nom_de_vingt_lett ")
    expect(isSameText("C'est noté", shown, links, true)).toBe(true)
  })

  test.each([
    "C'est signalé, réparation jeudi.",
    "Voirie & eau : <déviation> quai Nord > pont",
    "Détail ici https://parvis.example/travaux?rue=12&lot=3 merci",
    "Merci 🙏🏽 à vous 👨‍👩‍👧‍👦",
    "Deux liens https://a.example/x et https://b.example/y.",
    "« Déjà vu » \u00a0?  Oui !\n\nLa mairie",
    "@adele_morvan bonjour, c'est noté",
    "Tapez &amp; dans la case",
    "Rendez-vous (salle A/B) : 50 % de places ? [oui] {non} | a*b+c ^ $ \\d",
  ])("%s", (text) => {
    const { shown, links } = asXShows(text)
    expect(isSameText(text, shown, links, true)).toBe(true)
    expect(isSameText(text, shown, [], true)).toBe(true)
  })

  test("accents composed otherwise, bare domains and a slash at the end", () => {
    expect(isSameText("e\u0301cole", "école", [], false)).toBe(true)
    const links = [{ url: "https://t.co/1", expanded_url: "http://parvis.fr/" }]
    expect(isSameText("Voir parvis.fr merci", "@a Voir https://t.co/1 merci", links, true)).toBe(true)
  })

  test("another word, another link or another person's mention is another text", () => {
    expect(isSameText("Réparation jeudi.", "Réparation vendredi.", [], true)).toBe(false)
    const links = [{ url: "https://t.co/1", expanded_url: "https://parvis.fr/b" }]
    expect(isSameText("Voir https://parvis.fr/a", "Voir https://t.co/1", links, true)).toBe(false)
    expect(isSameText("Voir https://parvis.fr/a", "Voir", [], true)).toBe(false)
    expect(isSameText("@adele merci", "@yann merci", [], false)).toBe(false)
  })

  test("any text that X escapes and puts a mention in front of", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!text.includes("http"))
        const { shown } = asXShows(text)
        expect(isSameText(text, shown, [], true)).toBe(true)
      }),
    )
  })
})

test("entities are decoded once", () => {
  expect(decodeEntities("&lt;b&gt; &amp;amp; &amp;lt; &quot;l&#39;eau&quot; &eacute;")).toBe(
    `<b> &amp; &lt; "l'eau" &eacute;`,
  )
})
