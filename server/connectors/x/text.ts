const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'" }

/** X escapes &, < and > in the text of posts. Once: what a citizen typed as "&amp;" comes as "&amp;amp;". */
export const decodeEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => NAMED[name] ?? "")

export type Link = { url: string; expanded_url?: string | undefined; media_key?: string | undefined }

/**
 * The text as its author wrote it: entities decoded, t.co links replaced by where they lead. The link X adds for
 * an attached picture goes, when the picture itself is shown. Mentions stay, also those a reply begins with.
 */
export function readableText(
  text: string,
  links: readonly Link[] | null | undefined,
  shown: ReadonlySet<string>,
): string {
  // Replaced by their text and not by their positions, which X counts in the text before decoding.
  const expand = (whole: string, { url, expanded_url, media_key }: Link) => {
    if (url === "") return whole
    if (media_key && shown.has(media_key)) return whole.replaceAll(url, "")
    return expanded_url ? whole.replaceAll(url, () => expanded_url) : whole
  }
  const whole = shown.size > 0 ? withoutMediaLink(decodeEntities(text), links ?? []) : decodeEntities(text)
  const longestFirst = [...(links ?? [])].sort((a, b) => b.url.length - a.url.length)
  return longestFirst.reduce(expand, whole).trim()
}

/** The text as X got it, not yet decoded: without the links to its pictures, described or not. */
export function withoutMediaLinks(text: string, links: readonly Link[]): string {
  const described = links.filter(({ media_key }) => media_key !== undefined)
  return withoutMediaLink(
    described.reduce((rest, { url }) => rest.replaceAll(url, ""), text).trimEnd(),
    links,
  )
}

/** X ends a text with pictures by a link to them, which direct messages do not describe. */
function withoutMediaLink(text: string, links: readonly Link[]): string {
  const last = /(?:^|\s)(https:\/\/t\.co\/\w+)$/.exec(text)
  const isAnotherLink = links.some(({ url, media_key }) => url === last?.[1] && media_key === undefined)
  return last && !isAnotherLink ? text.slice(0, last.index) : text
}
