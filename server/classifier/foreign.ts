import { type Classification } from "../../shared/classification.ts"
import { toWords } from "./deciding-words.ts"
import { departmentOfForeignWord, moodOfForeignWord } from "./foreign-words.ts"
import { moodOf } from "./sentiment-cues.ts"
import { type Token } from "./text/tokens.ts"

/** Modest on purpose: a word was recognised, the sentence was not. */
const KEYWORD_SCORE = 0.6

/** A message that is not French: sorted only when every word recognised names the same department. */
export function classifyForeign(
  text: string,
  tokens: readonly Token[],
): Pick<Classification, "department" | "candidates" | "sentiment" | "words"> {
  const found = tokens.flatMap((token) => {
    const department = departmentOfForeignWord(token.form)
    return department ? [{ department, token }] : []
  })
  const departments = [...new Set(found.map(({ department }) => department))]
  const [only] = departments.length === 1 ? departments : []
  const moods = tokens.flatMap((token) => {
    const mood = moodOfForeignWord(token.form) ?? moodOfEmoji(token)
    return mood ? [{ mood, token }] : []
  })
  const sentiment = moods.find(({ mood }) => mood === "negative")?.mood ?? moods[0]?.mood ?? "neutral"
  const decided = moods.filter(({ mood }) => mood === sentiment).map(({ token }) => token)
  return {
    department: only ?? null,
    candidates: departments
      .slice(0, 3)
      .map((department) => ({ department, score: KEYWORD_SCORE / departments.length })),
    sentiment,
    words: [
      ...toWords(text, "department", only ? found.map(({ token }) => token) : []),
      ...toWords(text, "sentiment", decided),
    ],
  }
}

function moodOfEmoji({ kind, form }: Token): "positive" | "negative" | undefined {
  const mood = kind === "emoji" ? moodOf(form) : undefined
  if (mood === "glad") return "positive"
  return mood === "angry" ? "negative" : undefined
}
