import type { context as reference } from "../fr/desk-context.ts"
import type { SameKeys } from "../same-keys.ts"

/** Beside the thread: who writes, how it was sorted, and where it can go. */
export const context: SameKeys<typeof reference> = {
  label: "Context of the thread",
  contact: "Resident",
  since: "First message {{date}}",
  classification: "Classification",
  department: "Department",
  sentiment: "Mood",
  urgency: "Urgency",
  toSort: "To sort",
  sure: "Automatic, {{score}} sure",
  chosen: "Chosen by a person",
  abstained: "No department is sure enough: the choice is yours.",
  candidates: "Other possibilities",
  choose: "Choose {{department}}, {{score}}",
  corrected: "Correction saved: it will serve as an example.",
  handOver: {
    title: "Hand over to a department",
    open: "Hand over",
    to: "Department",
    note: "Word for the department",
    notePlaceholder: "What you expect from it…",
    due: "Due before",
    dueHelp: "Leave empty for the department’s usual time.",
    submit: "Hand over",
    done: "Thread handed to {{department}}.",
    again: "Hand over to another department",
    pick: "Choose a department",
  },
  entries: "FAQ",
  propose: "Propose for the FAQ",
  proposed: "An entry is ready to be rewritten.",
  proposeAfter: "Possible once the city has answered.",
  noEntry: "A good answer can serve everyone.",
  history: "History",
}
