import type { PublicEntry } from "./faq-index.ts"

/**
 * Schema.org data of an entry (FAQPage: residents cannot submit answers, so not QAPage), safe inside a script element:
 * no "<" is left for a browser to read as the end of it.
 */
export function faqJsonLd({ question, answer, publishedAt }: PublicEntry, url: string): string {
  return JSON.stringify({
    "@context": "https://schema.org",
    "@type": "FAQPage",
    url,
    inLanguage: "fr",
    dateModified: publishedAt,
    mainEntity: [
      { "@type": "Question", name: question, acceptedAnswer: { "@type": "Answer", text: answer } },
    ],
  }).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
}
