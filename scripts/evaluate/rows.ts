import { readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"

export const TASKS = ["departments", "sentiment", "urgency"] as const
export type Task = (typeof TASKS)[number]

/** One message with the labels a person gave it, for the tasks the file covers. */
export type Row = {
  text: string
  department?: string
  alsoDepartment?: string
  sentiment?: string
  urgency?: string
}

/** Column names accepted for each label; `label` means the task asked for. */
const COLUMNS = {
  department: ["department", "departments"],
  alsoDepartment: ["department2"],
  sentiment: ["sentiment"],
  urgency: ["urgency", "urgent"],
} as const
const LABEL_OF_TASK = { departments: "department", sentiment: "sentiment", urgency: "urgency" } as const

/** A TSV with a header, no quoting: `text` and the labels' own names, or `text` and `label`. */
export function readTsv(path: string, task: Task): Row[] {
  const [header = "", ...lines] = readFileSync(path, "utf8").replace(/\r/g, "").split("\n")
  const names = header.split("\t")
  const textAt = names.indexOf("text")
  if (textAt < 0) throw new Error(`${path}: the header names no column "text"`)
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const cells = line.split("\t")
      const row: Row = { text: cells[textAt] ?? "" }
      for (const [key, accepted] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, readonly string[]][]) {
        const value = accepted.map((name) => cells[names.indexOf(name)]).find(Boolean)
        if (value) row[key] = value
      }
      const label = cells[names.indexOf("label")]
      if (label && !row[LABEL_OF_TASK[task]]) row[LABEL_OF_TASK[task]] = label
      return row
    })
}

/** Messages kept as data elsewhere: every `{ text, expected: { department, … } }` a module exports, however deep. */
export async function readScenarios(path: string): Promise<Row[]> {
  const rows = rowsIn({ ...((await import(pathToFileURL(path).href)) as object) })
  if (rows.length === 0) throw new Error(`${path}: exports no { text, expected }`)
  return rows
}

function rowsIn(value: unknown): Row[] {
  if (typeof value !== "object" || value === null) return []
  const inside = Object.values(value as Record<string, unknown>).flatMap(rowsIn)
  if (!("text" in value) || !("expected" in value)) return inside
  const { text, expected } = value
  if (typeof text !== "string" || typeof expected !== "object" || expected === null) return inside
  const labels = expected as Record<string, unknown>
  const row: Row = { text }
  for (const key of ["department", "sentiment", "urgency"] as const) {
    const label = labels[key]
    if (typeof label === "string") row[key] = label
  }
  if (typeof labels.also === "string") row.alsoDepartment = labels.also
  return [row, ...inside]
}

export function labelOf(row: Row, task: Task): string | undefined {
  return row[LABEL_OF_TASK[task]]
}
