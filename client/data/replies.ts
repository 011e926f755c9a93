import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { ThreadDetail } from "../../shared/api.ts"
import { Reply, type ReplyPicture } from "../../shared/reply.ts"
import type { Thread } from "../../shared/thread.ts"
import { request } from "../lib/api.ts"
import { serverNow } from "../lib/clock.ts"
import { useDeskTools } from "../lib/desk-tools.ts"
import { nameOf } from "../lib/naming.ts"
import { isUnconfirmed, threadQuery, withReply, withSentReply } from "./thread-detail.ts"
import { useWorkspace } from "./workspace.ts"

export type Sending = {
  thread: Thread
  text: string
  pictures: readonly ReplyPicture[]
  clientId: string
  expectedVersion: number
  /** In private, to a public message. */
  privately: boolean
  /** A draft still on its way must arrive before the reply, which empties it. */
  draftSaved: Promise<void>
}

/**
 * Sends a reply: its bubble is there at once; if the server refuses it is the draft again.
 * All of that happens even when another thread is on screen by then.
 */
export function useSendReply(onRefused: (error: unknown) => void) {
  const queries = useQueryClient()
  const { drafts, held, pictures } = useDeskTools()
  const { me, undoSeconds } = useWorkspace()
  const edit = (threadId: string, change: (detail: ThreadDetail) => ThreadDetail) =>
    queries.setQueryData<ThreadDetail>(threadQuery(threadId).queryKey, (detail) => detail && change(detail))

  return useMutation({
    mutationFn: async ({ thread, draftSaved, ...body }: Sending) => {
      await draftSaved
      return request("POST", `/api/threads/${thread.id}/replies`, { body, schema: Reply })
    },
    onMutate: (sending) =>
      edit(sending.thread.id, (detail) => withSentReply(detail, painted(sending, me, undoSeconds))),
    onSuccess: (reply, { thread }) => {
      edit(thread.id, (detail) => withSentReply(detail, reply))
      const until = reply.dueAt === null ? 0 : Date.parse(reply.dueAt)
      if (reply.state === "held" && until > serverNow()) {
        held.add({ replyId: reply.id, threadId: thread.id, name: nameOf(thread.contact), until })
      }
    },
    onError: (error, { thread, clientId, text, pictures: attached }) => {
      edit(thread.id, (detail) => ({
        ...detail,
        replies: detail.replies.filter((reply) => reply.clientId !== clientId || !isUnconfirmed(reply)),
      }))
      pictures.giveBack(thread.id, attached)
      const begun = drafts.get(thread.id)?.text ?? ""
      drafts.write(thread.id, [text, begun].filter(Boolean).join("\n\n"))
      onRefused(error)
    },
  })
}

function painted(sending: Sending, me: { id: string; name: string }, undoSeconds: number): Reply {
  const { thread, text, pictures, clientId, expectedVersion, privately } = sending
  return {
    id: `local-${clientId}`,
    threadId: thread.id,
    accountId: thread.accountId,
    clientId,
    visibility: privately ? "direct" : thread.visibility,
    parentExternalId: "",
    isPrivateReply: privately,
    text,
    pictures: [...pictures],
    by: { id: me.id, name: me.name },
    state: "held",
    reason: null,
    detail: "",
    dueAt: new Date(serverNow() + undoSeconds * 1000).toISOString(),
    attempts: 0,
    externalId: null,
    permalink: null,
    createdAt: new Date(serverNow()).toISOString(),
    sentAt: null,
    threadVersion: expectedVersion,
  }
}

export type ReplyStep = "cancel" | "resend" | "discard"

/** The one action of a reply's state. What is taken back becomes the draft again, with its pictures, after what was begun meanwhile. */
export function useReplyStep() {
  const queries = useQueryClient()
  const { drafts, held, pictures } = useDeskTools()
  return useMutation({
    mutationFn: async ({
      replyId,
      threadId,
      step,
    }: {
      replyId: string
      threadId: string
      step: ReplyStep
    }) => {
      // The server joins the text to its copy of the draft, which must be the newest.
      if (step !== "resend") await drafts.flush(threadId)
      return request("POST", `/api/replies/${replyId}/${step}`, { schema: Reply, body: {} })
    },
    onSuccess: (reply) =>
      queries.setQueryData(
        threadQuery(reply.threadId).queryKey,
        (detail) => detail && withReply(detail, reply),
      ),
    onSettled: async (reply, _error, { threadId, replyId, step }) => {
      held.remove(replyId)
      await queries.invalidateQueries({ queryKey: threadQuery(threadId).queryKey })
      if (!reply || step === "resend") return
      drafts.forget(threadId)
      pictures.giveBack(threadId, reply.pictures)
    },
  })
}
