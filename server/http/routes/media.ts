import express, { Router } from "express"
import { z } from "zod"
import { Id } from "../../../shared/id.ts"
import { MOST_PICTURE_BYTES, PICTURE_TYPES } from "../../../shared/picture-limit.ts"
import type { AppContext } from "../../context.ts"
import { readPicture, uploadPicture } from "../../domain/replies/upload-picture.ts"
import { readCopy } from "../../domain/media/read-copy.ts"
import { AppError } from "../../errors.ts"
import { currentPerson } from "../authenticate.ts"
import { sendPicture } from "../send-picture.ts"

const Place = z.object({ messageId: Id, index: z.coerce.number().int().min(0).max(99) })

/** Pictures of messages, as Parvis keeps them, and of replies. */
export function mediaRoutes(ctx: AppContext): Router {
  const router = Router()

  router.get("/media/:messageId/:index", async (req, res) => {
    const place = Place.safeParse(req.params).data
    if (!place) throw new AppError("not_found")
    sendPicture(res, await readCopy(ctx, currentPerson(res), place.messageId, place.index))
  })

  router.get("/pictures/:id", async (req, res) => {
    sendPicture(res, await readPicture(ctx, currentPerson(res), Id.parse(req.params.id)))
  })

  const picture = express.raw({ type: [...PICTURE_TYPES], limit: MOST_PICTURE_BYTES })
  router.post("/threads/:id/pictures", picture, async (req, res) => {
    const threadId = Id.parse(req.params["id"])
    // Another type was not read: there are no bytes then.
    if (!Buffer.isBuffer(req.body)) throw new AppError("not_a_picture")
    res.status(201).json(await uploadPicture(ctx, currentPerson(res), threadId, req.body))
  })

  return router
}
