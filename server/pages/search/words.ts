import PorterStemmerFr from "natural/lib/natural/stemmers/porter_stemmer_fr.js"

/** A word of a text: as it is looked for, and where it stands (UTF-16 offsets, end excluded). */
export type Word = { folded: string; start: number; end: number }

const WORD = /[\p{L}\p{N}]+/gu
const LONGEST_WORD = 40

/** Cuts a text into words without case, accents or ligatures: "L’École" and "l'ecole" give the same two. */
export function wordsOf(text: string): Word[] {
  // Composed first: a letter whose accent stands apart would be cut in two.
  const isComposed = text.normalize("NFC") === text
  const pattern = isComposed ? WORD : /[\p{L}\p{N}\p{Mn}]+/gu
  return [...text.matchAll(pattern)].map((match) => ({
    folded: fold(match[0]).slice(0, LONGEST_WORD),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** The text without case, accents or ligatures. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss")
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
}

/** Words that say nothing of the matter, folded. Without them a question is its nouns and verbs. */
const STOP_WORDS = new Set(
  (
    "a ai au aux avec c ce ceci cela ces cet cette chez ci comme comment combien d dans de des dois doit donc dont du elle elles en " +
    "est et etre eu fait faire faut faudrait il ils j je l la le les leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on " +
    "ont ou par pas peut peux peuvent pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans savoir se ses si son sont " +
    "suis sur t ta te tes toi ton tu un une va vais veut veux voudrais vos votre vous y quelqu sera serait avoir avez avons as cherche besoin " +
    "bonjour merci svp stp plait aider aide moyen possible ici deja encore aussi plus tres tout tous toute toutes " +
    "the a an of to in is are do does how what where when can i my for on and or it with you your we get there"
  ).split(" "),
)

export const isStopWord = (folded: string): boolean => STOP_WORDS.has(folded)

const MOST_STEMS = 50_000
const stems = new Map<string, string>()

/** French stemming of a folded word (Porter's, from `natural`); short words and numbers stay whole. */
export function stem(folded: string): string {
  if (folded.length < 4 || /\d/.test(folded)) return folded
  const known = stems.get(folded)
  if (known !== undefined) return known
  const found = fold(PorterStemmerFr.stem(folded)) || folded
  // Stemming is most of what indexing costs, and a town's vocabulary is small; strange words must not fill memory.
  if (stems.size < MOST_STEMS) stems.set(folded, found)
  return found
}

/** What the index holds for a word: the word, and its stem. */
export function termsOf(folded: string): string[] {
  const root = stem(folded)
  return root === folded ? [folded] : [folded, root]
}
