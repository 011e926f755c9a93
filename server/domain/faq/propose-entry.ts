import type { Entry, ProposeEntry } from "../../../shared/entry.ts"
import type { Message } from "../../../shared/message.ts"
import type { Person } from "../../../shared/person.ts"
import type { Thread } from "../../../shared/thread.ts"
import type { AppContext } from "../../context.ts"
import { AppError } from "../../errors.ts"
import { readThread } from "../threads/read-thread.ts"
import { newEntry } from "./new-entry.ts"
import { rewriteAnswer, rewriteQuestion } from "./first-rewriting.ts"

type Deps = Pick<AppContext, "entries" | "messages" | "now" | "threads" | "timeline" | "transaction">

/**
 * Makes a draft entry of an answered thread, with a first rewriting that takes out who it was about.
 * Proposing the same thread again gives the same entry.
 * @throws AppError forbidden for heads, stale_state while the city has not answered
 */
export async function proposeEntry(deps: Deps, actor: Person, { threadId }: ProposeEntry): Promise<Entry> {
  if (actor.role === "head") throw new AppError("forbidden")
  const thread = await readThread(deps, actor, threadId)
  const existing = await deps.entries.findByThread(threadId)
  if (existing) return existing
  const messages = await deps.messages.ofThread(threadId)
  const answers = messages.filter(({ direction }) => direction === "out")
  if (answers.length === 0) throw new AppError("stale_state")
  const by = { id: actor.id, name: actor.name }
  const at = deps.now()
  try {
    return await deps.transaction(async () => {
      const entry = await deps.entries.insert(draftOf(thread, messages, by, at.toISOString()))
      await deps.timeline.add({ threadId, kind: "entry_proposed", at, by, values: { entryId: entry.id } })
      return entry
    })
  } catch (error) {
    // A colleague proposed it in the same moment: the unique index let one of them through.
    const theirs = await deps.entries.findByThread(threadId)
    if (theirs) return theirs
    throw error
  }
}

function draftOf(
  thread: Thread,
  messages: Message[],
  by: Entry["createdBy"],
  at: string,
): Omit<Entry, "id" | "version"> {
  const people = { names: [thread.contact.name], handles: [thread.contact.username] }
  const question = messages.find(({ direction, text }) => direction === "in" && text.trim() !== "")
  const answer = messages.findLast(({ direction, text }) => direction === "out" && text.trim() !== "")
  return newEntry(
    {
      state: "draft",
      question: rewriteQuestion(question?.text ?? "", people, thread.language),
      answer: rewriteAnswer(answer?.text ?? "", people, thread.language),
      department: thread.department ?? thread.escalation?.department ?? null,
      sourceThreadId: thread.id,
      overrides: [],
    },
    by,
    at,
  )
}
