import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import type { Account } from "../../shared/account.ts"
import type { ThreadDetail } from "../../shared/api.ts"
import {
  CallbackNumberKept,
  type LogCallbackInput,
  type LogCallInput,
  RevealedNumber,
} from "../../shared/call.ts"
import { Thread } from "../../shared/thread.ts"
import { getJson, request } from "../lib/api.ts"
import { useDeskTools } from "../lib/desk-tools.ts"
import { applyLive } from "./live.ts"
import { threadQuery } from "./thread-detail.ts"
import { useWorkspace } from "./workspace.ts"

/** The line whose calls this person notes; null when there is none, or it is not for them. */
export function useLine(): Account | null {
  const { accounts, me } = useWorkspace()
  if (me.role === "head") return null
  return accounts.find(({ network }) => network === "phone") ?? null
}

/** Saves a call: its thread is in the lists at once. */
export function useLogCall() {
  const queries = useQueryClient()
  const { me } = useWorkspace()
  return useMutation({
    mutationFn: (body: LogCallInput) => request("POST", "/api/calls", { body, schema: Thread }),
    onSuccess: (thread) => applyLive(queries, { type: "thread.changed", thread }, me),
  })
}

/** Whether there is a number to call back; what it is, nobody is told by reading. */
export const callbackNumberQuery = ({ id, version }: Pick<Thread, "id" | "version">) =>
  queryOptions({
    queryKey: ["callback-number", id, version],
    queryFn: ({ signal }) => getJson(`/api/threads/${id}/callback-number`, CallbackNumberKept, signal),
    placeholderData: (before) => before,
  })

/** Asks for the number: the thread tells who did. Kept by the screen that asked, in no cache. */
export const useRevealNumber = (threadId: string) =>
  useMutation({
    gcTime: 0,
    mutationFn: () =>
      request("POST", `/api/threads/${threadId}/callback-number`, { body: {}, schema: RevealedNumber }),
  })

/** Saves what came of calling back. The draft of this thread was that: it is empty then. */
export function useLogCallback(threadId: string) {
  const queries = useQueryClient()
  const { drafts } = useDeskTools()
  const { me } = useWorkspace()
  const key = threadQuery(threadId).queryKey
  return useMutation({
    mutationFn: async (body: LogCallbackInput) => {
      await drafts.settle(threadId)
      return request("POST", `/api/threads/${threadId}/callbacks`, { body, schema: Thread })
    },
    onSuccess: (thread) => {
      drafts.forget(threadId)
      queries.setQueryData<ThreadDetail>(
        key,
        (detail) => detail && { ...detail, draft: { text: "", savedAt: null } },
      )
      applyLive(queries, { type: "thread.changed", thread }, me)
      void queries.invalidateQueries({ queryKey: key })
    },
  })
}
