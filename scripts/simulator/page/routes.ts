import { Router } from "express"
import { type World } from "../world/world.ts"

/** « La place »: the page at `/`. */
export function pageRoutes(_world: World): Router {
  return Router()
}
