import { Router } from "express"
import { Id } from "../../../shared/id.ts"
import type { AppContext } from "../../context.ts"
import { cancelReply, discardReply } from "../../domain/replies/cancel-reply.ts"
import { resendReply } from "../../domain/replies/resend-reply.ts"
import { currentPerson } from "../authenticate.ts"

/** What a person can do to a reply once it is written. */
export function replyRoutes(ctx: AppContext): Router {
  const router = Router()

  router.post("/:id/cancel", async (req, res) => {
    res.json(await cancelReply(ctx, currentPerson(res), Id.parse(req.params.id)))
  })

  router.post("/:id/discard", async (req, res) => {
    res.json(await discardReply(ctx, currentPerson(res), Id.parse(req.params.id)))
  })

  router.post("/:id/resend", async (req, res) => {
    res.json(await resendReply(ctx, currentPerson(res), Id.parse(req.params.id)))
  })

  return router
}
