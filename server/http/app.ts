import express, { type Express, type Router } from "express"
import helmet from "helmet"
import type { AppContext } from "../context.ts"
import { createIntake } from "../domain/webhooks/accept-delivery.ts"
import { authenticate } from "./authenticate.ts"
import { deskFiles } from "./desk-files.ts"
import { errorHandler, notFound } from "./error-handler.ts"
import { callRoutes } from "./routes/calls.ts"
import { connectionRoutes } from "./routes/connections.ts"
import { entriesRoutes } from "./routes/entries.ts"
import { replyRoutes } from "./routes/replies.ts"
import { mediaRoutes } from "./routes/media.ts"
import { type SessionOptions, sessionRoutes } from "./routes/session.ts"
import { settingsRoutes, type WorkspaceOptions } from "./routes/settings.ts"
import { threadRoutes } from "./routes/threads.ts"
import { webhookRoutes } from "./webhooks/webhook-routes.ts"
import { sameOriginOnly } from "./same-origin.ts"

export type AppOptions = SessionOptions &
  WorkspaceOptions & {
    publicUrl: string | null
    /** The address people use for this server. */
    url: string
    trustProxy: boolean
    /** The folder of the built desk. */
    deskDir: string
    /** The public site. */
    site: Router
  }

/** The web application: reads top to bottom as the list of what a request passes. */
export function createApp(ctx: AppContext, options: AppOptions): Express {
  const app = express()
  app.disable("x-powered-by")
  app.set("query parser", "simple")
  app.set("trust proxy", options.trustProxy)
  app.use(securityHeaders(options))

  app.use("/webhooks", webhookRoutes(ctx, createIntake(ctx), options.url))

  const api = express.Router()
  api.use((_req, res, next) => {
    res.set("Cache-Control", "no-store")
    next()
  })
  api.use(sameOriginOnly(options.publicUrl))
  api.use(express.json({ limit: "64kb" }))
  api.use(sessionRoutes(ctx, options))
  api.use(authenticate(ctx, options.secure))
  api.use("/connections", connectionRoutes(ctx, options.url))
  api.use("/threads", threadRoutes(ctx))
  api.use(callRoutes(ctx))
  api.use(mediaRoutes(ctx))
  api.use("/replies", replyRoutes(ctx))
  api.use("/entries", entriesRoutes(ctx))
  api.use(settingsRoutes(ctx, options))
  api.use(notFound)
  app.use("/api", api)

  app.use("/desk", deskFiles(options.deskDir))
  app.use(options.site)
  app.use(notFound)
  app.use(errorHandler(ctx))
  return app
}

/** No inline script or style anywhere, and nothing from elsewhere: pictures of messages come through Parvis. */
function securityHeaders({ secure }: AppOptions) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "same-origin" },
  })
}
