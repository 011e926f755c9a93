import { entryPath, withLanguage } from "../addresses.ts"
import type { PublicEntry } from "../faq-index.ts"
import { typeset } from "../typeset.ts"
import type { Site } from "./layout.tsx"

/** Questions as links. They stay in the language they are written in, and say so to a screen reader. */
export function EntryLinks({ site: { language }, entries }: { site: Site; entries: PublicEntry[] }) {
  return (
    <ul className="entries">
      {entries.map((entry) => (
        <li key={entry.id}>
          <a href={withLanguage(entryPath(entry), language)} lang={contentLanguage(language.locale)}>
            {typeset(entry.question)}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Entries are written in French: told only where the page around them is not. */
export const contentLanguage = (locale: string): "fr" | undefined => (locale === "fr" ? undefined : "fr")
