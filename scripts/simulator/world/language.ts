const COMMON: Record<string, RegExp> = {
  fr: /\b(le|la|les|de|des|du|un|une|est|et|pas|je|vous|nous|rue|dans|pour|sur|il|ça|merci|bonjour|svp)\b/gi,
  en: /\b(the|is|are|and|of|to|my|your|you|please|there|it|has|been|street|where|thanks|i)\b/gi,
  es: /\b(el|los|las|que|por|para|una|está|hay|calle|gracias|hola|mi|desde|buenos)\b/gi,
  pt: /\b(o|os|uma|não|para|obrigad[oa]|está|rua|bom|dia|há|do|da|por favor|minha)\b/gi,
}

/**
 * X's guess of a text's language (`lang`), good enough for what our citizens write. X has codes of its own
 * where there are no words: `art` for emoji, `qme` for media, `qht` for hashtags alone, `und` otherwise.
 */
export function guessLanguage(text: string, hasMedia: boolean): string {
  const words = text.replace(/@\w+|https?:\S+/g, " ").trim()
  if (/\p{Script=Arabic}/u.test(words)) return "ar"
  if (!/\p{L}/u.test(words)) {
    if (hasMedia) return "qme"
    return /\p{Extended_Pictographic}/u.test(words) ? "art" : "und"
  }
  if (/^(#[\p{L}\p{N}_]+\s*)+$/u.test(words)) return "qht"
  const scores = Object.entries(COMMON).map(
    ([lang, pattern]) => [lang, words.match(pattern)?.length ?? 0] as const,
  )
  return scores.reduce((best, one) => (one[1] > best[1] ? one : best), ["fr", 0] as readonly [
    string,
    number,
  ])[0]
}
