import express, { type Request, type Response, Router } from "express"
import { z } from "zod"
import { onlyOurPage } from "../control/guard.ts"
import { type Authorizations } from "../world/authorizations.ts"
import { type Credentials } from "../world/credentials.ts"
import { type World } from "../world/world.ts"
import { isLoopback } from "../wire/loopback.ts"
import { consentErrorPage, consentPage, SCOPE_TEXTS } from "./consent-html.ts"

const APPLICATION = "Bureau de Parvis"
const PATH = "/i/oauth2/authorize"

type Context = { world: World; credentials: Credentials; authorizations: Authorizations }

/** What the application sends a person with (docs.x.com, "OAuth 2.0 authorization code flow with PKCE"). */
const Asked = z.object({
  response_type: z.literal("code", "response_type doit valoir « code »."),
  client_id: z.string("client_id manque."),
  redirect_uri: z.string("redirect_uri manque."),
  scope: z.string("scope manque.").min(1, "scope manque."),
  state: z.string("state manque.").min(1, "state manque.").max(500, "state dépasse 500 signes."),
  code_challenge: z
    .string("code_challenge manque.")
    .regex(/^[\w-]{43}$/, "code_challenge n'est pas un condensé SHA-256 en base64url."),
  // X takes `s256` too: the official library writes it so.
  code_challenge_method: z.literal(["S256", "s256"], "code_challenge_method doit valoir « S256 »."),
})
type Asked = z.infer<typeof Asked>

/** `/i/oauth2/authorize`: where a person of the city lets an application in, or does not. */
export function consentRoutes({ world, credentials, authorizations }: Context): Router {
  const router = Router()

  function read(raw: unknown): Asked | string {
    const asked = Asked.safeParse(raw)
    if (!asked.success) return asked.error.issues.map(({ message }) => message).join(" ")
    const { client_id, redirect_uri, scope } = asked.data
    if (client_id !== credentials.oauth2.clientId) return "L'application est inconnue (client_id)."
    if (!isLoopback(redirect_uri))
      return "L'adresse de retour n'est pas sur cette machine (redirect_uri) : le simulateur n'envoie nulle part ailleurs."
    const unknown = scopesOf(scope).find((name) => SCOPE_TEXTS[name] === undefined)
    return unknown === undefined ? asked.data : `Le droit « ${unknown} » n'existe pas (scope).`
  }

  router.get(PATH, (request, response) => {
    const asked = read(request.query)
    if (typeof asked === "string") return refuse(response, asked)
    const accounts = [...world.standingPairs.keys()].map((id) => world.user(id))
    const { scope, redirect_uri: redirectUri } = asked
    const html = consentPage({
      ...{ application: APPLICATION, accounts, redirectUri },
      scopes: scopesOf(scope),
      hidden: asked,
    })
    send(response, 200, html, new URL(redirectUri).origin)
  })

  router.post(PATH, onlyOurPage, express.urlencoded({ extended: false }), (request: Request, response) => {
    const asked = read(request.body)
    if (typeof asked === "string") return refuse(response, asked)
    const { answer, account } = request.body as Record<string, string | undefined>
    const back = new URL(asked.redirect_uri)
    back.searchParams.set("state", asked.state)
    if (answer !== "allow") {
      back.searchParams.set("error", "access_denied")
      return void response.redirect(302, back.href)
    }
    const user = world.userNamed(account ?? "")
    if (!user || !world.isAccount(user.id)) return refuse(response, "Ce compte n'est pas de la Ville.")
    const code = authorizations.give({
      userId: user.id,
      scopes: scopesOf(asked.scope),
      redirectUri: asked.redirect_uri,
      challenge: asked.code_challenge,
    })
    back.searchParams.set("code", code)
    response.redirect(302, back.href)
  })
  return router
}

const scopesOf = (scope: string): string[] => [...new Set(scope.split(/\s+/).filter(Boolean))]

const refuse = (response: Response, problem: string): void => send(response, 400, consentErrorPage(problem))

/** Browsers hold a form's redirect to `form-action` too: the way back must be named. */
function send(response: Response, status: number, html: string, wayBack = ""): void {
  response.set({
    "Content-Security-Policy": `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' ${wayBack}; frame-ancestors 'none'; base-uri 'none'`,
    "X-Content-Type-Options": "nosniff",
    // Without any referrer a browser hides the form's origin too, and the guard refuses what it cannot place.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
  })
  response.status(status).type("html").send(html)
}
