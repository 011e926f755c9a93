import { join } from "node:path"
import express, { Router } from "express"

/** The built desk: hashed files for ever, the page itself never from a cache. Every desk address is that page. */
export function deskFiles(dir: string): Router {
  const router = Router()
  router.use(
    "/assets",
    express.static(join(dir, "assets"), { immutable: true, maxAge: "1y", index: false, fallthrough: false }),
  )
  router.use(express.static(dir, { index: false, maxAge: "1h" }))
  router.get("/{*path}", (_req, res) => {
    res.set("Cache-Control", "no-cache").sendFile(join(dir, "index.html"))
  })
  return router
}
