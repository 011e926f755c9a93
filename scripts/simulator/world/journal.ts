import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs"
import { dirname } from "node:path"
import { WorldEvent } from "./records.ts"

/** Where the network's history is kept. */
export type Journal = { read(): WorldEvent[]; append(event: WorldEvent): void }

/** Forgets everything when the process ends. */
export const memoryJournal = (): Journal => ({ read: () => [], append: () => {} })

/**
 * One JSON object a line, written before the caller is answered: a `kill -9` loses nothing that was
 * acknowledged, since the kernel already holds the line. A line cut by the kill was not acknowledged and is
 * dropped at the next start.
 */
export function fileJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true })
  return {
    read() {
      if (!existsSync(file)) return []
      const bytes = readFileSync(file)
      const whole = bytes.lastIndexOf(0x0a) + 1
      if (whole < bytes.length) truncateSync(file, whole)
      return bytes
        .subarray(0, whole)
        .toString("utf8")
        .split("\n")
        .filter(Boolean)
        .map((line, index) => parse(line, index, file))
    },
    append(event) {
      appendFileSync(file, `${JSON.stringify(event)}\n`)
    },
  }
}

function parse(line: string, index: number, file: string): WorldEvent {
  const event = WorldEvent.safeParse(JSON.parse(line))
  if (!event.success) throw new Error(`${file}, line ${index + 1}: not an event of this simulator`)
  return event.data
}
