import { Router } from "express"
import { type World } from "../world/world.ts"
import { drawAvatar } from "./avatar.ts"
import { drawScene } from "./scenes.ts"

const SIZES: Record<string, number> = { mini: 24, normal: 48, bigger: 73, x96: 96, "400x400": 400 }
const MOST_KEPT = 300

/** Serves what X serves from pbs.twimg.com: photos and avatars, as real image bytes. */
export function pictureRoutes(world: World): Router {
  const kept = new Map<string, Buffer>()
  const keep = (key: string, draw: () => Buffer): Buffer => {
    const bytes = kept.get(key) ?? draw()
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, bytes)
    return bytes
  }
  const router = Router()
  router.get("/media/:file", (request, response) => {
    const media = world.media.get(request.params.file.replace(/\.(png|jpg)$/, ""))
    if (!media) return void response.sendStatus(404)
    const { source } = media
    const bytes =
      source.from === "upload"
        ? Buffer.from(source.base64, "base64")
        : keep(media.key, () => drawScene(source.scene, source.seed))
    response.set("Cache-Control", "public, max-age=86400")
    response.type(source.from === "upload" ? source.contentType : "image/png").send(bytes)
  })
  router.get("/avatars/:file", (request, response) => {
    const [, id = "", variant] = /^(\d+)(?:_(\w+))?\.png$/.exec(request.params.file) ?? []
    const user = world.users.get(id)
    const size = variant === undefined ? 400 : SIZES[variant]
    if (!user || size === undefined) return void response.sendStatus(404)
    const bytes = keep(`${id} ${size} ${user.name}`, () => drawAvatar(user.name, user.colour, size))
    response.set("Cache-Control", "public, max-age=86400").type("image/png").send(bytes)
  })
  return router
}
