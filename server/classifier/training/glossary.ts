import { glossaryCity } from "./glossary-city.ts"
import { glossaryPeople } from "./glossary-people.ts"
import { glossaryStreets } from "./glossary-streets.ts"

export type Term = { department: string; text: string }

/** Terms of every department: they teach departments only, a word alone having no mood. */
export const glossary: readonly Term[] = Object.entries({
  ...glossaryStreets,
  ...glossaryPeople,
  ...glossaryCity,
}).flatMap(([department, terms]) =>
  terms
    .split(",")
    .map((term) => term.trim())
    .filter((term) => term !== "")
    .map((text) => ({ department, text })),
)
