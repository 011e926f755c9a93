import { type Sentiment, type Urgency } from "../../shared/classification.ts"

/** A message and what a person says of it: one line of training text, or one correction by an agent. */
export type LabelledText = {
  text: string
  department: string
  /** A second matter in the same message: accepted as an answer, not taught. */
  alsoDepartment?: string
  sentiment: Sentiment
  urgency: Urgency
}

const SENTIMENTS: Record<string, Sentiment> = { "-": "negative", "=": "neutral", "+": "positive" }
const URGENCIES: Record<string, Urgency> = { "": "normal", "!": "high", "!!": "emergency" }
const LINE = /^([-=+])(!{0,2})(?:&([a-z_]+))? (\S.*)$/

/**
 * Reads the training text of one department, a message a line, each after its labels:
 * `-` negative, `=` neutral, `+` positive; then `!` high or `!!` emergency; then `&id` for a second matter.
 * `\n` within a line is a line break. A line that does not fit is an error, not a message lost.
 */
export function readLabelled(department: string, lines: string): LabelledText[] {
  return lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, sign = "", marks = "", alsoDepartment, text] = LINE.exec(line.trim()) ?? []
      const sentiment = SENTIMENTS[sign]
      const urgency = URGENCIES[marks]
      if (!sentiment || !urgency || !text) throw new Error(`${department}: cannot read the line « ${line} »`)
      const labelled = { text: text.replaceAll("\\n", "\n"), department, sentiment, urgency }
      return alsoDepartment ? { ...labelled, alsoDepartment } : labelled
    })
}
