import { Router } from "express"
import { z } from "zod"
import { EntryState, EntryStep, ProposeEntry, ReturnEntry, SaveEntry } from "../../../shared/entry.ts"
import { Id } from "../../../shared/id.ts"
import type { AppContext } from "../../context.ts"
import { approveEntry } from "../../domain/faq/approve-entry.ts"
import { archiveEntry } from "../../domain/faq/archive-entry.ts"
import { proposeEntry } from "../../domain/faq/propose-entry.ts"
import { readEntry } from "../../domain/faq/read-entry.ts"
import { returnEntry } from "../../domain/faq/return-entry.ts"
import { saveEntry } from "../../domain/faq/save-entry.ts"
import { submitEntry } from "../../domain/faq/submit-entry.ts"
import { currentPerson } from "../authenticate.ts"

type Context = Pick<
  AppContext,
  | "callbackNumbers"
  | "departments"
  | "log"
  | "secrets"
  | "entries"
  | "messages"
  | "now"
  | "threads"
  | "timeline"
  | "transaction"
>

const ListQuery = z.object({ state: EntryState.optional() })

/** Entries of the FAQ, as the desk writes and reviews them. */
export function entriesRoutes(ctx: Context): Router {
  const router = Router()

  router.get("/", async (req, res) => {
    const { state } = ListQuery.parse(req.query)
    res.json({ entries: await ctx.entries.list(currentPerson(res), state ? { state } : {}) })
  })

  router.get("/:id", async (req, res) => {
    res.json(await readEntry(ctx, currentPerson(res), Id.parse(req.params.id)))
  })

  router.post("/", async (req, res) => {
    res.status(201).json(await proposeEntry(ctx, currentPerson(res), ProposeEntry.parse(req.body)))
  })

  router.put("/:id", async (req, res) => {
    const id = Id.parse(req.params.id)
    res.json(await saveEntry(ctx, currentPerson(res), id, SaveEntry.parse(req.body)))
  })

  router.post("/:id/submit", async (req, res) => {
    const id = Id.parse(req.params.id)
    res.json(await submitEntry(ctx, currentPerson(res), id, EntryStep.parse(req.body)))
  })

  router.post("/:id/approve", async (req, res) => {
    const id = Id.parse(req.params.id)
    res.json(await approveEntry(ctx, currentPerson(res), id, EntryStep.parse(req.body)))
  })

  router.post("/:id/return", async (req, res) => {
    const id = Id.parse(req.params.id)
    res.json(await returnEntry(ctx, currentPerson(res), id, ReturnEntry.parse(req.body)))
  })

  router.post("/:id/archive", async (req, res) => {
    const id = Id.parse(req.params.id)
    res.json(await archiveEntry(ctx, currentPerson(res), id, EntryStep.parse(req.body)))
  })

  return router
}
