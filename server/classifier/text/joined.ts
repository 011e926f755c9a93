import { type Token } from "./tokens.ts"

/** A message as one folded line (« fuite de gaz rue _place ! »), for the rules, and the way back to tokens. */
export type Joined = { text: string; tokensIn: (start: number, end: number) => Token[] }

export function join(tokens: readonly Token[], read: (token: Token) => string): Joined {
  const starts: number[] = []
  let text = ""
  for (const token of tokens) {
    starts.push(text.length)
    text += `${read(token)} `
  }
  return {
    text,
    tokensIn: (start, end) =>
      tokens.filter((token, index) => {
        const from = starts[index] ?? 0
        return from < end && from + read(token).length > start
      }),
  }
}
