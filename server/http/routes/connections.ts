import { Router } from "express"
import { z } from "zod"
import { AskConsent, ConnectByToken } from "../../../shared/api.ts"
import { Id } from "../../../shared/id.ts"
import type { AppContext } from "../../context.ts"
import {
  acceptConsent,
  askConsent,
  connectByToken,
  disconnectAccount,
} from "../../domain/accounts/connect-account.ts"
import { AppError } from "../../errors.ts"
import { adminsOnly, currentPerson } from "../authenticate.ts"

/** Where networks send people back to. What is registered at the network must be exactly this. */
export const CONSENT_PATH = "/api/connections/callback"
const SETTINGS = "/desk/settings/accounts"

/** What comes back from a page of consent: a code, or why there is none. */
const ConsentReturn = z.object({
  state: z.string().min(1).max(500),
  code: z.string().min(1).max(4_000).optional(),
  error: z.string().max(200).optional(),
})

/** @param url the address people use for this server */
export function connectionRoutes(ctx: AppContext, url: string): Router {
  const router = Router()
  const redirectUri = new URL(CONSENT_PATH, url).href

  router.post("/", adminsOnly, async (req, res) => {
    const { network, accountId } = AskConsent.parse(req.body)
    res.json(await askConsent(ctx, currentPerson(res), network, accountId, redirectUri))
  })

  // A browser comes here from the network: a person reads what follows, so that every outcome is a page of the desk.
  router.get("/callback", adminsOnly, async (req, res) => {
    const { state, code, error } = ConsentReturn.parse(req.query)
    const outcome = new URLSearchParams()
    try {
      if (code === undefined)
        throw new AppError(error === "access_denied" ? "consent_denied" : "consent_expired")
      const account = await acceptConsent(ctx, currentPerson(res), { state, code }, redirectUri)
      outcome.set("connected", account.id)
    } catch (failure) {
      if (!(failure instanceof AppError)) throw failure
      outcome.set("problem", failure.code)
    }
    res.redirect(303, `${SETTINGS}?${outcome.toString()}`)
  })

  router.post("/token", adminsOnly, async (req, res) => {
    res.json(await connectByToken(ctx, currentPerson(res), ConnectByToken.parse(req.body)))
  })

  router.delete("/:accountId", adminsOnly, async (req, res) => {
    await disconnectAccount(ctx, currentPerson(res), Id.parse(req.params["accountId"]))
    res.status(204).end()
  })

  return router
}
