import { departmentPath, entryPath, HOME } from "./addresses.ts"
import type { PublicEntry } from "./faq-index.ts"

const FEED_LENGTH = 30

/** Every public page, with when it last changed (sitemaps.org). */
export function sitemap(origin: string, entries: PublicEntry[]): string {
  const lastOf = (list: PublicEntry[]) =>
    list.map(({ publishedAt }) => publishedAt).reduce((a, b) => (a > b ? a : b), "")
  const departments = [...new Set(entries.map(({ department }) => department))].sort()
  const pages = [
    { path: HOME, at: lastOf(entries) },
    ...departments.map((id) => ({
      path: departmentPath(id),
      at: lastOf(entries.filter(({ department }) => department === id)),
    })),
    ...entries.map((entry) => ({ path: entryPath(entry), at: entry.publishedAt })),
  ]
  const rows = pages.map(
    ({ path, at }) =>
      `<url><loc>${xml(origin + path)}</loc>${at && `<lastmod>${at.slice(0, 10)}</lastmod>`}</url>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join("\n")}\n</urlset>\n`
}

/** The last answers that went online, for feed readers (RFC 4287). */
export function atomFeed(origin: string, title: string, author: string, entries: PublicEntry[]): string {
  const rows = entries.slice(0, FEED_LENGTH).map(
    (entry) => `<entry>
<id>${xml(`${origin}/faq/${entry.id}`)}</id>
<title>${xml(entry.question)}</title>
<link href="${xml(origin + entryPath(entry))}"/>
<updated>${entry.publishedAt}</updated>
<category term="${xml(entry.department)}"/>
<content type="text">${xml(entry.answer)}</content>
</entry>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<id>${xml(`${origin}/faq`)}</id>
<title>${xml(title)}</title>
<author><name>${xml(author)}</name></author>
<link rel="self" href="${xml(`${origin}/faq.atom`)}"/>
<link href="${xml(`${origin}/faq`)}"/>
<updated>${entries[0]?.publishedAt ?? "1970-01-01T00:00:00.000Z"}</updated>
${rows.join("\n")}
</feed>
`
}

/** The desk and its API are not for search engines; neither are search results. */
export function robots(origin: string): string {
  return `User-agent: *\nDisallow: /desk\nDisallow: /api\nDisallow: /faq?q=\n\nSitemap: ${origin}/sitemap.xml\n`
}

// XML 1.0 has no place for most control characters, nor for half of a pair.
const NOT_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu
const ENTITIES: Record<string, string> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "'": "&#39;",
}

function xml(text: string): string {
  return text.replace(NOT_XML, "").replace(/[<>&"']/g, (character) => ENTITIES[character] ?? "")
}
