import { Router } from "express"
import { LogCall, LogCallback } from "../../../shared/call.ts"
import { Id } from "../../../shared/id.ts"
import type { AppContext } from "../../context.ts"
import { logCall } from "../../domain/calls/log-call.ts"
import { logCallback } from "../../domain/calls/log-callback.ts"
import { isNumberKept, revealNumber } from "../../domain/calls/reveal-number.ts"
import { currentPerson } from "../authenticate.ts"

/** Calls: noting one, and calling back. */
export function callRoutes(ctx: AppContext): Router {
  const router = Router()

  router.post("/calls", async (req, res) => {
    res.status(201).json(await logCall(ctx, currentPerson(res), LogCall.parse(req.body)))
  })

  router.post("/threads/:id/callbacks", async (req, res) => {
    const input = LogCallback.parse(req.body)
    res.status(201).json(await logCallback(ctx, currentPerson(res), Id.parse(req.params.id), input))
  })

  router.get("/threads/:id/callback-number", async (req, res) => {
    res.json(await isNumberKept(ctx, currentPerson(res), Id.parse(req.params.id)))
  })

  /** A POST, since every reveal is written down. */
  router.post("/threads/:id/callback-number", async (req, res) => {
    res.json(await revealNumber(ctx, currentPerson(res), Id.parse(req.params.id)))
  })

  return router
}
