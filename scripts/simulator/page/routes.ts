import { existsSync, readFileSync } from "node:fs"
import { dirname, extname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { Router } from "express"
import { drawScene, Scene } from "../pictures/scenes.ts"
import { type World } from "../world/world.ts"
import { placePage } from "./html.ts"

const FILES = [
  "place.css",
  "consent.css",
  "icon.svg",
  "place.js",
  "dom.js",
  "feed.js",
  "wall.js",
  "edit.js",
  "exchanges.js",
  "composer.js",
  "panel.js",
]
const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
}
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
const SAME_PICTURE = 7

/** « La place »: the page at `/`, its script, its stylesheet and the pictures one may attach. */
export function pageRoutes(world: World): Router {
  const folder = assetFolder()
  const scenes = new Map<Scene, Buffer>()
  const router = Router()
  router.get("/", (_request, response) => {
    response.set({
      "Content-Security-Policy": POLICY,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cache-Control": "no-store",
    })
    response.type("html").send(placePage(world))
  })
  router.get("/place/:file", (request, response) => {
    const { file } = request.params
    if (!FILES.includes(file)) return void response.sendStatus(404)
    response.set({ "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff" })
    response.type(TYPES[extname(file)]!).send(readFileSync(join(folder, file)))
  })
  router.get("/scenes/:file", (request, response) => {
    const scene = Scene.safeParse(request.params.file.replace(/\.png$/, "")).data
    if (!scene) return void response.sendStatus(404)
    const bytes = scenes.get(scene) ?? drawScene(scene, SAME_PICTURE)
    scenes.set(scene, bytes)
    response.set("Cache-Control", "public, max-age=86400").type("image/png").send(bytes)
  })
  return router
}

/**
 * The script and the stylesheet are read as they are written, never compiled. They lie beside this file in the
 * sources; a build leaves them there, so a compiled copy looks from the project's root.
 */
function assetFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  if (existsSync(join(here, "place.css"))) return here
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    const sources = join(folder, "scripts/simulator/page")
    if (existsSync(join(sources, "place.css"))) return sources
  }
  return here
}
