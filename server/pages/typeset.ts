const NBSP = "\u00a0"

/** French spacing: what must not stand at the start of a line, or apart from its number, is tied to what is before. */
export function typeset(text: string): string {
  return text
    .replace(/ (?=[?!;:»€%])/g, NBSP)
    .replace(/« /g, `«${NBSP}`)
    .replace(/(?<=\d) (?=h\b|m[²³]|km\b|\d)/g, NBSP)
    .replace(/(?<=\bh) (?=\d)/g, NBSP)
}
