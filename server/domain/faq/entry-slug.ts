const LONGEST = 80

/** The readable part of an entry's address. The id beside it is what counts, so two entries may share one. */
export function slugOf(question: string): string {
  const words = question
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
  let slug = ""
  for (const word of words) {
    if (slug.length + word.length + 1 > LONGEST) break
    slug = slug ? `${slug}-${word}` : word
  }
  return slug || "fiche"
}
