import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { ThreadDetail } from "../../shared/api.ts"
import { type CorrectClassification, type Escalate, Thread } from "../../shared/thread.ts"
import { request } from "../lib/api.ts"
import { applyLive } from "./live.ts"
import { threadQuery } from "./thread-detail.ts"
import { useWorkspace } from "./workspace.ts"

/** What one can do to a thread besides answering it. */
export type ThreadAction =
  | { act: "assignment"; to: "self" | "nobody" }
  | { act: "state"; state: "open" | "closed" }
  | ({ act: "classification" } & CorrectClassification)
  | { act: "notes"; text: string }
  | ({ act: "escalation" } & Escalate)
  | { act: "return"; text: string }

/** Does it: painted at once where the outcome is certain, mended by the server's answer, undone when refused. */
export function useThreadAction(threadId: string, onRefused?: (error: unknown) => void) {
  const queries = useQueryClient()
  const { me } = useWorkspace()
  const key = threadQuery(threadId).queryKey
  const show = (thread: Thread) => applyLive(queries, { type: "thread.changed", thread }, me)

  return useMutation({
    mutationFn: ({ act, ...body }: ThreadAction) =>
      request("POST", `/api/threads/${threadId}/${act}`, { body, schema: Thread }),
    onMutate: (action) => {
      const before = queries.getQueryData<ThreadDetail>(key)?.thread
      if (before) show(expected(before, action, { id: me.id, name: me.name }))
      return { before }
    },
    onSuccess: (thread) => {
      show(thread)
      void queries.invalidateQueries({ queryKey: key })
    },
    onError: (error, _action, context) => {
      onRefused?.(error)
      if (context?.before) show(context.before)
      void queries.invalidateQueries({ queryKey: key })
    },
  })
}

/** The thread as the server will most likely answer it. */
function expected(thread: Thread, action: ThreadAction, me: { id: string; name: string }): Thread {
  switch (action.act) {
    case "assignment":
      return { ...thread, assignee: action.to === "self" ? me : null }
    case "state":
      return { ...thread, state: action.state }
    case "classification": {
      const { act: _, ...correction } = action
      return { ...thread, ...correction, ...("department" in correction && { departmentScore: null }) }
    }
    case "notes":
    case "escalation":
    case "return":
      return thread
  }
}
