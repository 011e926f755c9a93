import { fold, isStretched } from "./fold.ts"
import { splitHashtag } from "./hashtag.ts"
import { EMPTY_LEXICON, type Lexicon } from "./lexicon.ts"
import { maskPlaceNames } from "./place-names.ts"
import { spelledOut } from "./spellings.ts"

/**
 * What a stretch of a message is. Handles, links and numbers count as kinds: which one it was says
 * nothing about the matter. A place is the name in « rue des Écoles »: it says where, not what.
 */
type TokenKind = "word" | "place" | "handle" | "link" | "mail" | "phone" | "number" | "emoji" | "mark"

export type Token = {
  kind: TokenKind
  /** Folded word, emoji without its variants, "!", "?", "." or the kind's own name such as "_number". */
  form: string
  /** The same before its spelling was mended. */
  written: string
  /** UTF-16 offsets in the text as it was received. */
  start: number
  end: number
  capital: boolean
  /** All letters capital, two at least. */
  shouted: boolean
  stretched: boolean
}

/** Longer messages are judged on their beginning, so that no message can stall the server. */
const LONGEST_TEXT = 4000

// Every alternative is linear, and bounded where it could be retried from each of its own characters.
const PIECES = new RegExp(
  [
    String.raw`(?<link>https?:\/\/\S+|www\.\S+)`,
    String.raw`(?<![\w.+-])(?<mail>[\w.+-]{1,64}@[\w-]{1,64}\.\w{2,24})`,
    String.raw`(?<handle>@\w{1,50})`,
    String.raw`(?<hashtag>#[\p{L}\p{M}\p{N}_]+)`,
    String.raw`(?<emoji>\p{RI}\p{RI}|\p{Extended_Pictographic}[\u{FE0F}\p{Emoji_Modifier}]*(?:\u{200D}\p{Extended_Pictographic}[\u{FE0F}\p{Emoji_Modifier}]*)*|[:;=]['-]?[)(DPpo/|](?![\p{L}\p{N}])|<3)`,
    String.raw`(?<phone>0\d(?:[ .-]?\d\d){4}(?!\d))`,
    String.raw`(?<run>[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)`,
    String.raw`(?<mark>[!?]+|[.…\n]+)`,
  ].join("|"),
  "gu",
)
const LETTERS_OR_DIGITS = /(?<word>\p{L}[\p{L}\p{M}]*)|\p{N}+/gu
const VARIANTS = /[\u{FE0F}\p{Emoji_Modifier}]/gu

/** Cuts a message into tokens, in order. Total: any string gives a list, and offsets always fit the text. */
export function tokenize(text: string, lexicon: Lexicon = EMPTY_LEXICON): Token[] {
  const tokens: Token[] = []
  for (const { 0: raw, index, groups = {} } of text.slice(0, LONGEST_TEXT).matchAll(PIECES)) {
    if (groups.run) pushRun(tokens, lexicon, text, raw, index)
    else if (groups.hashtag) pushHashtag(tokens, lexicon, raw, index)
    else if (groups.emoji) push(tokens, "emoji", raw.replace(VARIANTS, ""), raw, index)
    else if (groups.mark) push(tokens, "mark", markOf(raw), raw, index)
    else push(tokens, ...kindOf(groups), raw, index)
  }
  return maskPlaceNames(tokens)
}

function kindOf(groups: Record<string, string | undefined>): [TokenKind, string] {
  if (groups.link) return ["link", "_link"]
  if (groups.mail) return ["mail", "_mail"]
  if (groups.handle) return ["handle", "_handle"]
  return ["phone", "_phone"]
}

function markOf(raw: string): string {
  const asks = raw.includes("?")
  if (raw.includes("!")) return asks ? "?!" : raw.length > 1 ? "!!" : "!"
  if (asks) return raw.length > 1 ? "??" : "?"
  return raw.includes("\n") ? "." : raw.length > 1 || raw === "…" ? "…" : "."
}

/** « 2main » is a word and « 12bis » is not: a run of letters and digits is looked up before it is cut. */
function pushRun(tokens: Token[], lexicon: Lexicon, text: string, raw: string, index: number) {
  const elided = text[index + raw.length] === "'" || text[index + raw.length] === "’"
  const meant = elided ? undefined : spelledOut(fold(raw))
  if (meant) {
    for (const form of meant) push(tokens, "word", form, raw, index)
    return
  }
  for (const { 0: part, index: at, groups } of raw.matchAll(LETTERS_OR_DIGITS)) {
    if (groups?.word) push(tokens, "word", lexicon.mend(fold(part)), part, index + at, fold(part))
    else push(tokens, "number", "_number", part, index + at)
  }
}

function pushHashtag(tokens: Token[], lexicon: Lexicon, raw: string, index: number) {
  for (const { form, start, end } of splitHashtag(raw.slice(1), lexicon.isKnown))
    push(tokens, "word", form, raw.slice(1 + start, 1 + end), index + 1 + start)
}

function push(tokens: Token[], kind: TokenKind, form: string, raw: string, start: number, written = form) {
  if (form === "") return
  const isWord = kind === "word"
  const upper = isWord && raw !== raw.toLowerCase() && raw === raw.toUpperCase()
  tokens.push({
    kind,
    form,
    written,
    start,
    end: start + raw.length,
    capital: isWord && /^\p{Lu}/u.test(raw),
    shouted: upper && form.length > 1,
    stretched: isWord && isStretched(raw),
  })
}
