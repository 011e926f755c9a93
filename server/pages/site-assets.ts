import { gzipSync } from "node:zlib"
import { Router } from "express"
import { siteCss, siteCssPath } from "./site-css.ts"
import { markFile } from "./views/mark.tsx"

/** The stylesheet, under a name that changes with it and may be kept for ever, and the picture for browser tabs. */
export function siteAssets(): Router {
  const router = Router()
  const zipped = gzipSync(siteCss, { level: 9 })

  router.get(siteCssPath, (req, res) => {
    res.type("text/css").vary("Accept-Encoding").set("Cache-Control", "public, max-age=31536000, immutable")
    if (req.acceptsEncodings("gzip") === "gzip") res.set("Content-Encoding", "gzip").send(zipped)
    else res.send(siteCss)
  })

  router.get("/assets/site.svg", (_req, res) => {
    res.type("image/svg+xml").set("Cache-Control", "public, max-age=86400").send(markFile)
  })

  return router
}
