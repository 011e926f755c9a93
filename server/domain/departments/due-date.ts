import type { Urgency } from "../../../shared/classification.ts"

const HOUR = 3_600_000
const DAY = 24 * HOUR
const URGENT_HOURS = 4
const WORKING_DAYS = 2

/**
 * When a department's answer is due unless the agent says otherwise: 4 hours when urgent, else 2 working days
 * (users.md, service targets). Weekends do not count.
 */
export function defaultDueAt(from: Date, urgency: Urgency): Date {
  if (urgency !== "normal") return new Date(from.getTime() + URGENT_HOURS * HOUR)
  const due = new Date(from)
  for (let left = WORKING_DAYS; left > 0;) {
    due.setTime(due.getTime() + DAY)
    if (due.getUTCDay() !== 0 && due.getUTCDay() !== 6) left -= 1
  }
  return due
}
