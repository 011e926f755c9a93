import { Router } from "express"
import { standingToken } from "../world/accounts.ts"
import { type World } from "../world/world.ts"
import { NewXAccess } from "./requests.ts"
import { account } from "./speaker.ts"
import { viewUser } from "./view.ts"

export type XControl = { world: World }

/** `/sim/x/*`: how the city's accounts stand with the application. */
export function xRoutes({ world }: XControl): Router {
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
  return router
}
