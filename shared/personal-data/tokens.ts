/** The words of a text, and what stands between them. */
export type Tokens = {
  length: number
  text: (index: number) => string
  lower: (index: number) => string
  /** Between the word before and this one. */
  gap: (index: number) => string
  start: (index: number) => number
  end: (index: number) => number
}

/** Cuts a text into its words (letters only). Outside its bounds every word is empty. */
export function tokenize(text: string): Tokens {
  const words = [...text.matchAll(/\p{L}+/gu)].map((match) => ({
    text: match[0],
    lower: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))
  return {
    length: words.length,
    text: (index) => words[index]?.text ?? "",
    lower: (index) => words[index]?.lower ?? "",
    // A long gap says nothing more than a short one, and cutting it keeps reading linear.
    gap: (index) => text.slice(words[index - 1]?.end ?? 0, words[index]?.start ?? text.length).slice(0, 8),
    start: (index) => words[index]?.start ?? text.length,
    end: (index) => words[index]?.end ?? text.length,
  }
}

export const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word)
export const isShouted = (word: string): boolean => word.length > 1 && word === word.toUpperCase()
export const isInitial = (word: string): boolean => word.length === 1 && isCapital(word)
