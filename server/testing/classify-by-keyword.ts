import type { Classification } from "../../shared/classification.ts"

/** A classifier small enough to reason about in a test: one word, one department. */
export function classifyByKeyword(text: string): Classification {
  const department = /lampadaire/i.test(text) ? "eclairage_public" : /trou/i.test(text) ? "voirie" : null
  return {
    language: "fr",
    department,
    candidates: department ? [{ department, score: 0.9 }] : [],
    sentiment: /merci/i.test(text) ? "positive" : /éteint|trou/i.test(text) ? "negative" : "neutral",
    urgency: /gaz/i.test(text) ? "emergency" : "normal",
    words: [],
  }
}
