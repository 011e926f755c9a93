import { spans, type Span } from "./finding.ts"

const AT = String.raw`(?:@|\s@\s|\s?(?:\(at\)|\[at\]|\(@\)|\[@\])\s?|\s(?:arobase|arobas|chez)\s)`
const DOT = String.raw`(?:\.|\s?\[(?:point|dot|\.)\]\s?|\s?\((?:point|dot|\.)\)\s?|\spoint\s|\sdot\s)`
const LOCAL = String.raw`(?<![\w.+@-])[\p{L}\d][\w.+-]{0,63}`
const DOMAIN = String.raw`[\p{L}\d][\w-]{0,62}(?:${DOT}[\p{L}\d][\w-]{0,62}){1,5}`

// Every repetition is bounded and starts at an edge: reading a text stays linear in its length.
const EMAIL = new RegExp(`${LOCAL}${AT}${DOMAIN}`, "giu")
/** "at" alone is English: only with a mail provider behind it. */
const SPOKEN_AT = new RegExp(
  `${LOCAL}\\sat\\s(?:gmail|orange|wanadoo|free|sfr|laposte|hotmail|outlook|live|yahoo|icloud|proton|protonmail|gmx|bbox|neuf|numericable|aol)${DOT}[a-z]{2,6}`,
  "giu",
)

const PROFILE =
  /(?:https?:\/\/)?(?:www\.|m\.|fr-fr\.|mobile\.)?(?:(?:twitter|x|facebook|fb|instagram|tiktok|threads|snapchat|youtube|pinterest)\.(?:com|net)\/(?!(?:search|hashtag|share|sharer|intent|home|help|policies|privacy|events|groups|watch|p|reel|explore)\b)(?:add\/|in\/|profile\.php\?id=)?|(?:[a-z]{2,3}\.)?linkedin\.com\/in\/|bsky\.app\/profile\/|t\.me\/|wa\.me\/)@?[\w.%-]{2,60}(?:\/[\w./%-]{0,80})?/gi
const HANDLE = /(?<![\w@./+-])@[a-z\d_](?:[\w.-]{0,40}\w)?(?:@[\w.-]{1,60}\w)?/gi
const HANDLE_AFTER_DOT = /(?<=(?:^|\s)\.)@\w{1,40}/gi

/** E-mail addresses, also spelled ("arobase", "point"), handles and addresses of profiles. */
export function findOnlineIds(text: string): Span[] {
  return [
    ...spans("email", text, EMAIL),
    ...spans("email", text, SPOKEN_AT),
    ...spans("handle", text, PROFILE),
    ...spans("handle", text, HANDLE),
    ...spans("handle", text, HANDLE_AFTER_DOT),
  ]
}

// Numbers in 08 are services (ARCEP numbering plan), never a person.
const FRENCH_PHONE =
  /(?<![\d+])(?<!\d[ .,/-])(?:(?:\+|00)[ .]?33[ .-]{0,2}(?:\(0\)[ .-]?|0[ .-]?)?|[0oO][ .-]?)[1-79](?:[ ._\u00b7-]{0,2}\d){8}(?![ .-]?\d)/g
const SLASHED_PHONE = /(?<![\d/])0[1-79](?:\/\d\d){4}(?![\d/])/g
const COMMA_PHONE = /(?<!\d)0[1-79](?:,\s?\d\d){4}(?!\d)/g
const FOREIGN_PHONE =
  /(?<![\d+])(?:\+|\b00(?=[1-9]))(?!33)\d{1,3}[ .-]{0,2}(?:\(0\)[ .-]?)?\d(?:[ .-]{0,2}\d){6,11}(?!\d)/g
const NO_PREFIX_PHONE = /(?<![\d+])33[67]\d{8}(?!\d)/g

/** Phone numbers in digits, French and foreign. */
export function findPhones(text: string): Span[] {
  return [FRENCH_PHONE, SLASHED_PHONE, COMMA_PHONE, FOREIGN_PHONE, NO_PREFIX_PHONE].flatMap((pattern) =>
    spans("phone", text, pattern),
  )
}
