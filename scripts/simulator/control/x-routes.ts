import { Router } from "express"
import { standingToken } from "../world/accounts.ts"
import { type World } from "../world/world.ts"
import { burst } from "../webhooks/x-burst.ts"
import { type XHooks } from "../webhooks/x-hooks.ts"
import { isLoopback } from "../wire/loopback.ts"
import { type Crowd } from "./crowd.ts"
import { ControlError, taken } from "./problems.ts"
import { Burst, NewXAccess, XWebhookSetting } from "./requests.ts"
import { account } from "./speaker.ts"
import { viewUser } from "./view.ts"

export type XControl = { world: World; crowd: Crowd; hooks: XHooks }

/** `/sim/x/*`: how the city's accounts stand with the application. */
export function xRoutes({ world, crowd, hooks }: XControl): Router {
  const router = Router()
  router.put("/access", (request, response) => {
    const { username, access } = NewXAccess.parse(request.body)
    const { id } = account(world, username)
    world.record({ type: "xAccess", userId: id, access })
    if (access === "expired") world.record({ type: "expire", at: world.now(), userId: id })
    const pair = world.standingPairs.get(id)
    if (access === "valid" && pair)
      world.record({ type: "token", token: standingToken(id, pair), replaces: null })
    response.json({ account: viewUser(world, world.user(id)) })
  })

  router.get("/webhooks", (_request, response) => void response.json({ xWebhooks: hooks.status() }))
  router.put("/webhooks", async (request, response) => {
    const { on, url } = XWebhookSetting.parse(request.body)
    if (url !== undefined) taken(await hooks.hearEverything(url))
    if (on !== undefined) hooks.on = on
    response.json({ xWebhooks: hooks.status() })
  })
  router.delete("/webhooks", (_request, response) => {
    for (const { id } of hooks.webhooks) hooks.remove(id)
    response.json({ xWebhooks: hooks.status() })
  })
  router.post("/webhooks/check", async (_request, response) => {
    await hooks.checkAll()
    response.json({ xWebhooks: hooks.status() })
  })
  router.post("/webhooks/burst", async (request, response) => {
    const { count, concurrency, url = hooks.webhooks[0]?.url } = Burst.parse(request.body)
    if (url === undefined || !isLoopback(url)) throw new ControlError(422, "no webhook on this machine")
    response.json(await burst({ world, hooks }, { url, concurrency }, () => crowd.storm(count, null)))
  })
  return router
}
