import { Router } from "express"
import { MessageAct } from "../../../shared/ability.ts"
import { type ThreadPage, ThreadsQuery } from "../../../shared/api.ts"
import { Id } from "../../../shared/id.ts"
import { SendReply } from "../../../shared/reply.ts"
import {
  Assign,
  CorrectClassification,
  Escalate,
  NoteText,
  SaveDraft,
  SetState,
} from "../../../shared/thread.ts"
import { placeOf } from "../../../shared/thread-view.ts"
import type { AppContext } from "../../context.ts"
import { actOnMessage } from "../../domain/messages/act-on-message.ts"
import { sendReply } from "../../domain/replies/send-reply.ts"
import { addNote } from "../../domain/threads/add-note.ts"
import { assignThread } from "../../domain/threads/assign-thread.ts"
import { correctClassification } from "../../domain/threads/correct-classification.ts"
import { escalateThread } from "../../domain/threads/escalate-thread.ts"
import { readAbilities } from "../../domain/threads/read-abilities.ts"
import { readThreadDetail } from "../../domain/threads/read-thread.ts"
import { returnThread } from "../../domain/threads/return-thread.ts"
import { saveDraft } from "../../domain/threads/save-draft.ts"
import { setState } from "../../domain/threads/set-state.ts"
import { currentPerson } from "../authenticate.ts"

/** Threads: lists, one whole, and everything a person can do to one. */
export function threadRoutes(ctx: AppContext): Router {
  const router = Router()

  router.get("/", async (req, res) => {
    const { view, before, limit, ...filters } = ThreadsQuery.parse(req.query)
    const { threads, more } = await ctx.threads.list(currentPerson(res), view, filters, {
      before: before === undefined ? null : readPlace(before),
      limit,
    })
    const last = threads.at(-1)
    const page: ThreadPage = { threads, next: more && last ? placeOf(last) : null }
    res.json(page)
  })

  router.get("/counts", async (_req, res) => {
    res.json(await ctx.threads.counts(currentPerson(res)))
  })

  router.get("/:id", async (req, res) => {
    res.json(await readThreadDetail(ctx, currentPerson(res), Id.parse(req.params.id)))
  })

  router.post("/:id/assignment", async (req, res) => {
    res.json(await assignThread(ctx, currentPerson(res), Id.parse(req.params.id), Assign.parse(req.body)))
  })

  router.post("/:id/state", async (req, res) => {
    res.json(await setState(ctx, currentPerson(res), Id.parse(req.params.id), SetState.parse(req.body)))
  })

  router.post("/:id/classification", async (req, res) => {
    const correction = CorrectClassification.parse(req.body)
    res.json(await correctClassification(ctx, currentPerson(res), Id.parse(req.params.id), correction))
  })

  router.post("/:id/notes", async (req, res) => {
    res.json(await addNote(ctx, currentPerson(res), Id.parse(req.params.id), NoteText.parse(req.body)))
  })

  router.post("/:id/escalation", async (req, res) => {
    res.json(await escalateThread(ctx, currentPerson(res), Id.parse(req.params.id), Escalate.parse(req.body)))
  })

  router.post("/:id/return", async (req, res) => {
    res.json(await returnThread(ctx, currentPerson(res), Id.parse(req.params.id), NoteText.parse(req.body)))
  })

  router.put("/:id/draft", async (req, res) => {
    const { text } = SaveDraft.parse(req.body)
    res.json(await saveDraft(ctx, currentPerson(res), Id.parse(req.params.id), text))
  })

  router.get("/:id/abilities", async (req, res) => {
    res.json(await readAbilities(ctx, currentPerson(res), Id.parse(req.params.id)))
  })

  router.post("/:id/messages/:messageId/acts", async (req, res) => {
    const { id, messageId } = req.params
    const act = MessageAct.parse(req.body)
    await actOnMessage(ctx, currentPerson(res), Id.parse(id), Id.parse(messageId), act)
    res.status(202).end()
  })

  router.post("/:id/replies", async (req, res) => {
    const input = SendReply.parse(req.body)
    res.status(202).json(await sendReply(ctx, currentPerson(res), Id.parse(req.params.id), input))
  })

  return router
}

/** The place in a list that a page ended with: `ThreadsQuery` has checked its form. */
function readPlace(before: string): { at: Date; id: string } {
  const [at = "", id = ""] = before.split("_")
  return { at: new Date(at), id }
}
