import type { NextFunction, Request, RequestHandler, Response } from "express"
import type { Person } from "../../shared/person.ts"
import type { AppContext } from "../context.ts"
import { personOfToken } from "../domain/people/sessions.ts"
import { AppError } from "../errors.ts"

/** The session cookie's name. `__Host-` binds it to this host over HTTPS; plain HTTP on loopback cannot have it. */
export const sessionCookieName = (secure: boolean): string => (secure ? "__Host-parvis" : "parvis")

/** The session token in a Cookie header, or null. */
export function sessionToken(cookieHeader: string | undefined, secure: boolean): string | null {
  const name = sessionCookieName(secure)
  for (const part of cookieHeader?.split(";") ?? []) {
    const [key, value] = part.trim().split("=", 2)
    if (key === name && value) return value
  }
  return null
}

type Locals = { person?: Person }

/**
 * Lets only signed-in people on.
 * @throws AppError unauthenticated
 */
export function authenticate(
  ctx: Pick<AppContext, "people" | "sessions" | "now">,
  secure: boolean,
): RequestHandler {
  return async (req: Request, res: Response<unknown, Locals>, next: NextFunction) => {
    const token = sessionToken(req.headers.cookie, secure)
    const person = token === null ? null : await personOfToken(ctx, token)
    if (!person) throw new AppError("unauthenticated")
    res.locals.person = person
    next()
  }
}

/** The person behind a request that passed `authenticate`. */
export function currentPerson(res: Response): Person {
  const { person } = res.locals as Locals
  if (!person) throw new AppError("unauthenticated")
  return person
}

/** Lets only administrators on. @throws AppError forbidden */
export const adminsOnly: RequestHandler = (_req, res, next) => {
  if (currentPerson(res).role !== "admin") throw new AppError("forbidden")
  next()
}
