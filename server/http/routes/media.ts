import { Router } from "express"
import { z } from "zod"
import { Id } from "../../../shared/id.ts"
import type { AppContext } from "../../context.ts"
import { readCopy } from "../../domain/media/read-copy.ts"
import { AppError } from "../../errors.ts"
import { currentPerson } from "../authenticate.ts"
import { sendPicture } from "../send-picture.ts"

const Place = z.object({ messageId: Id, index: z.coerce.number().int().min(0).max(99) })

/** Pictures of messages, as Parvis keeps them. */
export function mediaRoutes(ctx: AppContext): Router {
  const router = Router()

  router.get("/:messageId/:index", async (req, res) => {
    const place = Place.safeParse(req.params).data
    if (!place) throw new AppError("not_found")
    sendPicture(res, await readCopy(ctx, currentPerson(res), place.messageId, place.index))
  })

  return router
}
