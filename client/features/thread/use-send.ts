import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import { ThreadChanges, type ThreadDetail } from "../../../shared/api.ts"
import type { ReplyPicture } from "../../../shared/reply.ts"
import type { Thread } from "../../../shared/thread.ts"
import { useSendReply } from "../../data/replies.ts"
import { threadQuery } from "../../data/thread-detail.ts"
import { RequestError } from "../../lib/api.ts"
import { useDeskTools } from "../../lib/desk-tools.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { nameOf } from "../../lib/naming.ts"
import { toast } from "../../ui/toaster.tsx"

export type Refusal = { error: unknown; changes: ThreadChanges | null }

/** Sends what was written. Whatever is refused comes back as the draft, with the reason. */
export function useSend(thread: Thread) {
  const queries = useQueryClient()
  const { drafts } = useDeskTools()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  const sendReply = useSendReply((error) => {
    if (!isHere.current) return toast(`${nameOf(thread.contact)} : ${problemLine(error)}`, "danger")
    const extra = error instanceof RequestError && error.code === "stale_thread" ? error.problem?.extra : null
    setRefusal({ error, changes: ThreadChanges.safeParse(extra).data ?? null })
  })
  // What may have arrived although no answer came back keeps its id: sent again, it is the same reply.
  const unanswered = useRef<{ said: string; clientId: string } | null>(null)

  const send = (
    text: string,
    pictures: readonly ReplyPicture[],
    expectedVersion: number,
    privately: boolean,
  ) => {
    const said = [text, ...pictures.map(({ id, altText }) => `${id} ${altText}`)].join("\n")
    const clientId = unanswered.current?.said === said ? unanswered.current.clientId : crypto.randomUUID()
    unanswered.current = { said, clientId }
    const draftSaved = drafts.settle(thread.id)
    drafts.forget(thread.id)
    queries.setQueryData<ThreadDetail>(
      threadQuery(thread.id).queryKey,
      (detail) => detail && { ...detail, draft: { text: "", savedAt: null } },
    )
    setRefusal(null)
    sendReply.mutate(
      { thread, text, pictures, clientId, expectedVersion, privately, draftSaved },
      {
        onSuccess: () => {
          unanswered.current = null
        },
      },
    )
  }
  return { send, refusal, forgetRefusal: () => setRefusal(null) }
}
