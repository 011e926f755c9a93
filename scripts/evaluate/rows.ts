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

/** Messages kept as data elsewhere: any exported list of `{ text, expected: { department, … } }`. */
export async function readScenarios(path: string): Promise<Row[]> {
  const module = (await import(pathToFileURL(path).href)) as Record<string, unknown>
  const rows = Object.values(module).flatMap((exported) =>
    Array.isArray(exported) ? exported.flatMap(toRow) : [],
  )
  if (rows.length === 0) throw new Error(`${path}: no exported list of { text, expected }`)
  return rows
}

function toRow(entry: unknown): Row[] {
  if (typeof entry !== "object" || entry === null || !("text" in entry) || !("expected" in entry)) return []
  const { text, expected } = entry
  if (typeof text !== "string" || typeof expected !== "object" || expected === null) return []
  const row: Row = { text }
  for (const key of ["department", "alsoDepartment", "sentiment", "urgency"] as const) {
    const value: unknown = (expected as Record<string, unknown>)[key]
    if (typeof value === "string") row[key] = value
  }
  return [row]
}

export function labelOf(row: Row, task: Task): string | undefined {
  return row[LABEL_OF_TASK[task]]
}
