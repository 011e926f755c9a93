import { FOREIGN_STOP_WORDS, FRENCH_STOP_WORDS } from "./language-words.ts"
import { type Token } from "./text/tokens.ts"

/** Scripts that name their language well enough for a person to be asked. */
const SCRIPTS: readonly [RegExp, string][] = [
  [/\p{Script=Arabic}/gu, "ar"],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, "ja"],
  [/\p{Script=Hangul}/gu, "ko"],
  [/\p{Script=Han}/gu, "zh"],
  [/\p{Script=Cyrillic}/gu, "ru"],
  [/\p{Script=Hebrew}/gu, "he"],
  [/\p{Script=Greek}/gu, "el"],
]
const LATIN = /\p{Script=Latin}/gu

/**
 * ISO 639-1 code of a message, "und" where it cannot be told. Function words decide; words met in the
 * French training text count for French too, because « lampadaire cassé rue Zola » holds no function word.
 */
export function detectLanguage(
  text: string,
  tokens: readonly Token[],
  isFrench: (folded: string) => boolean,
): string {
  const script = scriptOf(text.slice(0, 1000))
  if (script) return script
  // Hashtags and handles are often French around a foreign message, and weigh like any other word.
  const words = tokens.filter(({ kind }) => kind === "word").map(({ form }) => form)
  const french = words.reduce(
    (sum, word) => sum + (FRENCH_STOP_WORDS.has(word) ? 1 : isFrench(word) && word.length > 2 ? 0.5 : 0),
    0,
  )
  let best = { language: "fr", score: french }
  for (const [language, stopWords] of FOREIGN_STOP_WORDS) {
    const score = words.filter((word) => stopWords.has(word)).length
    if (score > best.score) best = { language, score }
  }
  return best.score > 0 ? best.language : "und"
}

function scriptOf(text: string): string | undefined {
  const latin = text.match(LATIN)?.length ?? 0
  for (const [letters, language] of SCRIPTS) {
    const count = text.match(letters)?.length ?? 0
    // An ideogram says as much as a word, a Latin handle as little as one letter.
    if (count > 1 && count * 2 > latin) return language
  }
  return undefined
}
