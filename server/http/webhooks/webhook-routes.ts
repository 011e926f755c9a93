import { type Request, Router, raw } from "express"
import { Network } from "../../../shared/network.ts"
import type { Webhook } from "../../connectors/connector.ts"
import type { AppContext } from "../../context.ts"
import type { Intake } from "../../domain/webhooks/accept-delivery.ts"
import { askDeletion } from "../../domain/privacy/ask-deletion.ts"
import { AppError } from "../../errors.ts"

/** Where a person reads what became of their request. */
const deletionPath = (code: string): string => `/suppression/${code}`

/** Meta sends up to 1,000 changes at once. */
const LARGEST = "8mb"

/**
 * Where networks push: proof of ownership by GET, signed bytes by POST. The answer comes once the bytes are on disk, and
 * before anything is made of them: networks wait seconds, not minutes.
 */
export function webhookRoutes(
  { webhookOf, ...ctx }: Pick<AppContext, "deletions" | "now" | "webhookOf">,
  accept: Intake,
  url: string,
): Router {
  const router = Router()

  // Meta's "Data Deletion Request Callback": a form that it signed, answered with where its progress can be read.
  router.post(
    "/:network/deletion",
    raw({ type: () => true, limit: "16kb", inflate: false }),
    async (req, res) => {
      const { webhook, network } = webhookFor(req, webhookOf)
      if (!webhook.readDeletion) throw new AppError("not_found")
      const body: unknown = req.body
      const person = Buffer.isBuffer(body) ? webhook.readDeletion(body) : null
      if (!person) throw new AppError("unsigned")
      const code = await askDeletion(ctx, network, person.personExternalId)
      res.json({ url: new URL(deletionPath(code), url).href, confirmation_code: code })
    },
  )

  router.get("/:network", (req, res) => {
    const { webhook } = webhookFor(req, webhookOf)
    const query = new URLSearchParams(req.url.slice(req.url.indexOf("?") + 1))
    const answer = webhook.challenge(query)
    if (!answer) throw new AppError("not_found")
    // What is echoed comes from outside: never to be taken for a page.
    res
      .status(answer.status)
      .set({ "Content-Type": answer.contentType, "X-Content-Type-Options": "nosniff" })
      .send(answer.body)
  })

  // Every content type: the signature is over bytes, whatever they are called.
  router.post("/:network", raw({ type: () => true, limit: LARGEST, inflate: false }), async (req, res) => {
    const { webhook, network } = webhookFor(req, webhookOf)
    const body: unknown = req.body
    if (!Buffer.isBuffer(body) || !webhook.isGenuine(body, headersOf(req))) throw new AppError("unsigned")
    await accept(network, body)
    res.status(200).end()
  })
  return router
}

function webhookFor(
  req: Request,
  webhookOf: AppContext["webhookOf"],
): { network: Network; webhook: Webhook } {
  const network = Network.safeParse(req.params["network"]).data
  const webhook = network && webhookOf(network)
  if (!webhook) throw new AppError("not_found")
  return { network, webhook }
}

const headersOf = (req: Request): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
