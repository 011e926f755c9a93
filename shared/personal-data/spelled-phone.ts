import type { Span } from "./finding.ts"

const UNITS = "zero un deux trois quatre cinq six sept huit neuf".split(" ")
const WORDS = new Map<string, number>([
  ...UNITS.map((word, value): [string, number] => [word, value]),
  ["une", 1],
  ..."dix onze douze treize quatorze quinze seize"
    .split(" ")
    .map((word, index): [string, number] => [word, 10 + index]),
  ["vingt", 20],
  ["vingts", 20],
  ["trente", 30],
  ["quarante", 40],
  ["cinquante", 50],
  ["soixante", 60],
  ["septante", 70],
  ["huitante", 80],
  ["octante", 80],
  ["nonante", 90],
])

type Token = { start: number; end: number; digits: string; word: boolean; value: number }

/** Phone numbers said in words, or half in words: « zéro six douze trente-quatre… ». */
export function findSpelledPhones(text: string): Span[] {
  const found: Span[] = []
  for (const run of numberRuns(text)) {
    let first = 0
    while (first < run.length) {
      const taken = phoneAt(run, first)
      if (taken > 0) {
        const last = run[first + taken - 1]
        const start = run[first]
        if (start && last) found.push({ kind: "phone", start: start.start, end: last.end })
      }
      first += Math.max(taken, 1)
    }
  }
  return found
}

/** Number words and digits that follow each other with nothing but spaces, dashes, commas, dots or "et" between. */
function numberRuns(text: string): Token[][] {
  const runs: Token[][] = []
  let run: Token[] = []
  let end = 0
  for (const match of text.matchAll(/[A-Za-z]+|\d+/g)) {
    const word = match[0].toLowerCase()
    const value = WORDS.get(word)
    const isDigits = /^\d{1,10}$/.test(word)
    const near = /^[\s,.\-/]{0,3}$/.test(text.slice(end, match.index))
    if (word === "et" && run.length > 0 && near) {
      end = match.index + word.length
      continue
    }
    if (!near || (value === undefined && !isDigits)) {
      if (run.length > 0) runs.push(run)
      run = []
    }
    if (value !== undefined || isDigits)
      run.push({
        start: match.index,
        end: match.index + word.length,
        digits: isDigits ? word : "",
        word: value !== undefined,
        value: value ?? 0,
      })
    end = match.index + word.length
  }
  return run.length > 0 ? [...runs, run] : runs
}

/** How many tokens from `first` on make a ten-digit number that starts with 0 and has a word in it; 0 for none. */
function phoneAt(run: Token[], first: number): number {
  let digits = ""
  let words = 0
  let index = first
  while (index < run.length && digits.length < 10) {
    const token = run[index]
    if (!token) break
    if (!token.word) {
      digits += token.digits
      index += 1
    } else {
      const { text, used } = spoken(run, index)
      digits += text
      words += 1
      index += used
    }
    if (digits.length >= 2 && !/^0[1-79]/.test(digits)) return 0
  }
  return digits.length === 10 && words > 0 ? index - first : 0
}

/** One number as said: "quatre-vingt-dix-huit" is 98, "trente quatre" is 34, "zero" is 0. */
function spoken(run: Token[], index: number): { text: string; used: number } {
  const value = (offset: number) => (run[index + offset]?.word ? (run[index + offset]?.value ?? -1) : -1)
  let total = value(0)
  let used = 1
  if (total === 4 && value(1) === 20) {
    total = 80
    used = 2
  }
  const next = value(used)
  const teens = total === 60 || total === 80
  if (total >= 20 && next >= 1 && (next <= 9 || (teens && next <= 16))) {
    total += next
    used += 1
    if (next === 10 && value(used) >= 7 && value(used) <= 9) {
      total += value(used)
      used += 1
    }
  } else if (total === 10 && next >= 7 && next <= 9) {
    total += next
    used += 1
  }
  return { text: String(total), used }
}
