import { type Expected } from "./scenario.ts"
import { PLACES } from "./town.ts"

type Question = [text: string, sentiment?: Expected["sentiment"]]

/** What people ask the account that says what there is to do in town. */
const QUESTIONS: Question[] = [
  ["le concert {quand} {lieu}, c'est maintenu s'il pleut ?"],
  ["à quelle heure ouvrent les portes {quand} {lieu} ?"],
  ["l'atelier pour les enfants {quand}, il faut s'inscrire ?"],
  ["reste-t-il des places pour le spectacle {quand} ?"],
  ["impossible de réserver pour {quand}, le site tourne en rond depuis une heure", "negative"],
  ["merci pour la soirée {lieu}, c'était magnifique", "positive"],
  ["la visite guidée {quand} est-elle accessible en fauteuil ?"],
  ["toujours pas de programme affiché {lieu}, c'est dommage", "negative"],
  ["l'exposition {lieu} dure jusqu'à quand ?"],
  ["on peut venir avec une poussette {quand} {lieu} ?"],
  ["bravo aux bénévoles de la fête {lieu}, les petits ont adoré", "positive"],
  ["un tarif étudiant est-il prévu pour {quand} ?"],
  ["y aura-t-il un stand de restauration {quand} {lieu} ?"],
  ["la buvette {lieu} n'acceptait pas la carte hier soir, prévenez les gens", "negative"],
]
const OPENERS = ["Bonjour, ", "Bonsoir, ", "Dites, ", "Petite question : ", "Coucou, ", ""]
const DAYS = [
  "vendredi soir",
  "samedi",
  "samedi soir",
  "dimanche",
  "dimanche matin",
  "mercredi après-midi",
  "jeudi",
]
const CLOSINGS = ["", " Merci !", " Merci d'avance.", " On vient à quatre.", " 🎶", " 🙏"]

/**
 * Questions about what there is to do, each different from all the others, for `account`.
 * `said` holds what was said before and is kept up to date.
 */
export function* outingMessages(
  random: () => number,
  account: string,
  said: Set<string>,
): Generator<{ text: string; expected: Expected }, never> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  for (;;) {
    const [question, sentiment = "neutral"] = pick(QUESTIONS)
    const body = question.replaceAll("{quand}", pick(DAYS)).replaceAll("{lieu}", `(${pick(PLACES)})`)
    const text = `@${account} ${pick(OPENERS)}${body}${pick(CLOSINGS)}`
    if (said.has(text)) continue
    said.add(text)
    yield { text, expected: { department: "culture_sport", sentiment, urgency: "normal", language: "fr" } }
  }
}
