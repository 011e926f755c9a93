import { Fragment, type ReactNode } from "react"
import { typeset } from "./typeset.ts"

/**
 * An answer as people write it, in plain text: paragraphs between empty lines, lists of lines that begin with "- "
 * or "1. ", addresses in https. React escapes the rest: nobody can put HTML on the site.
 */
export function Answer({ text }: { text: string }): ReactNode {
  return (
    <>
      {blocksOf(typeset(text)).map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </>
  )
}

type AnswerBlock = { kind: "text" | "bullets" | "steps"; lines: string[] }

const BULLET = /^\s*[-–•*]\s+/
const STEP = /^\s*\d{1,2}[.)]\s+/

/** Cuts an answer into paragraphs and lists. */
function blocksOf(text: string): AnswerBlock[] {
  const blocks: AnswerBlock[] = []
  let open: AnswerBlock | null = null
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    if (line.trim() === "") {
      open = null
      continue
    }
    const kind = BULLET.test(line) ? "bullets" : STEP.test(line) ? "steps" : "text"
    if (!open || open.kind !== kind) {
      open = { kind, lines: [] }
      blocks.push(open)
    }
    open.lines.push(line.replace(kind === "text" ? /^\s+/ : kind === "bullets" ? BULLET : STEP, "").trimEnd())
  }
  return blocks
}

function Block({ block: { kind, lines } }: { block: AnswerBlock }): ReactNode {
  if (kind === "text")
    return (
      <p>
        {lines.map((line, index) => (
          <Fragment key={index}>
            {index > 0 && <br />}
            <Linked text={line} />
          </Fragment>
        ))}
      </p>
    )
  const items = lines.map((line, index) => (
    <li key={index}>
      <Linked text={line} />
    </li>
  ))
  return kind === "bullets" ? <ul>{items}</ul> : <ol>{items}</ol>
}

// Only https, and not what closes the sentence around it.
const ADDRESS = /https:\/\/[^\s<>"'`{}|\\^]{3,500}/g
const NOT_ITS_END = /[.,;:!?…»)\]]+$/

function Linked({ text }: { text: string }): ReactNode {
  const parts: ReactNode[] = []
  let at = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(NOT_ITS_END, "")
    if (!URL.canParse(address)) continue
    parts.push(
      text.slice(at, match.index),
      <a key={match.index} href={address}>
        {address.replace(/^https:\/\/(?:www\.)?/, "")}
      </a>,
    )
    at = match.index + address.length
  }
  return <>{[...parts, text.slice(at)]}</>
}
