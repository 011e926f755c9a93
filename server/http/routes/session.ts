import { type Request, Router } from "express"
import { SignIn } from "../../../shared/person.ts"
import type { SignInPage } from "../../../shared/api.ts"
import type { AppContext } from "../../context.ts"
import { demoPeople } from "../../domain/people/demo-people.ts"
import { signIn, signOut } from "../../domain/people/sessions.ts"
import { AppError } from "../../errors.ts"
import { sessionCookieName, sessionToken } from "../authenticate.ts"

/** Counts attempts; shared by all processes. */
export type Limiter = {
  refusedFor: (key: string) => Promise<number | null>
  forget: (key: string) => Promise<boolean>
}

export type SessionOptions = {
  city: string
  demo: boolean
  secure: boolean
  /** Few tries for one person from one place, more for the place as a whole. */
  limiters: { person: Limiter; place: Limiter }
}

/** Sign-in and sign-out: the only API routes open to everybody. */
export function sessionRoutes(
  ctx: Pick<AppContext, "people" | "sessions" | "now">,
  { city, demo, secure, limiters }: SessionOptions,
): Router {
  const router = Router()
  const cookie = { httpOnly: true, sameSite: "lax", secure, path: "/" } as const

  router.get("/sign-in", (_req, res) => {
    const page: SignInPage = {
      city,
      demo,
      demoPeople: demo
        ? demoPeople.map(({ email, password, name, role }) => ({ email, password, name, role }))
        : [],
    }
    res.json(page)
  })

  router.post("/session", async (req, res) => {
    const input = SignIn.parse(req.body)
    const place = placeOf(req)
    const wait =
      (await limiters.place.refusedFor(place)) ??
      (await limiters.person.refusedFor(`${place} ${input.email}`))
    if (wait !== null) {
      res.set("Retry-After", String(wait))
      throw new AppError("too_many_requests", { seconds: wait })
    }
    const { token, expiresAt } = await signIn(ctx, input)
    await limiters.person.forget(`${place} ${input.email}`)
    res
      .cookie(sessionCookieName(secure), token, { ...cookie, expires: expiresAt })
      .status(204)
      .end()
  })

  router.delete("/session", async (req, res) => {
    const token = sessionToken(req.headers.cookie, secure)
    if (token) await signOut(ctx, token)
    res.clearCookie(sessionCookieName(secure), cookie).status(204).end()
  })

  return router
}

/** An IPv6 household has a whole /64: its addresses count as one place. */
function placeOf({ ip = "" }: Request): string {
  return ip.includes(":") && !ip.includes(".") ? ip.split(":").slice(0, 4).join(":") : ip
}
