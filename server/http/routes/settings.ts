import { Router } from "express"
import { z } from "zod"
import { Keywords } from "../../../shared/account-health.ts"
import type { Workspace } from "../../../shared/api.ts"
import { Department, DepartmentId } from "../../../shared/department.ts"
import { Id } from "../../../shared/id.ts"
import { Network } from "../../../shared/network.ts"
import { CreatePerson, Locale, UpdatePerson } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { checkAccount } from "../../domain/accounts/check-account.ts"
import { readHealth } from "../../domain/accounts/read-health.ts"
import { setKeywords } from "../../domain/accounts/set-keywords.ts"
import { createPerson, setLocale, updatePerson } from "../../domain/people/manage-people.ts"
import { AppError } from "../../errors.ts"
import { adminsOnly, currentPerson } from "../authenticate.ts"

export type WorkspaceOptions = { city: string; demo: boolean; simulatorUrl: string | null }

/** The workspace, one's own profile, and what administrators set up. */
export function settingsRoutes(ctx: AppContext, options: WorkspaceOptions): Router {
  const router = Router()

  router.get("/workspace", async (_req, res) => {
    const workspace: Workspace = {
      me: currentPerson(res),
      departments: await ctx.departments.list(),
      accounts: await ctx.accounts.list(),
      undoSeconds: ctx.undoSeconds,
      doors: Network.options.flatMap((network) => {
        const access = ctx.accessTo(network)
        return access ? [{ network, by: access.consent ? ("consent" as const) : ("token" as const) }] : []
      }),
      ...options,
    }
    res.json(workspace)
  })

  router.put("/me", async (req, res) => {
    const { locale } = z.object({ locale: Locale }).parse(req.body)
    await setLocale(ctx, currentPerson(res), locale)
    res.status(204).end()
  })

  router.get("/accounts/health", async (_req, res) => {
    res.json({ accounts: await readHealth(ctx) })
  })

  router.put("/accounts/:id/keywords", adminsOnly, async (req, res) => {
    const { keywords } = Keywords.parse(req.body)
    await setKeywords(ctx, currentPerson(res), Id.parse(req.params.id), keywords)
    res.status(204).end()
  })

  router.post("/accounts/:id/check", async (req, res) => {
    res.json(await checkAccount(ctx, currentPerson(res), Id.parse(req.params.id)))
  })

  router.get("/people", adminsOnly, async (_req, res) => {
    res.json({ people: await ctx.people.list() })
  })

  router.post("/people", adminsOnly, async (req, res) => {
    res.status(201).json(await createPerson(ctx, currentPerson(res), CreatePerson.parse(req.body)))
  })

  router.put("/people/:id", adminsOnly, async (req, res) => {
    const input = UpdatePerson.parse(req.body)
    res.json(await updatePerson(ctx, currentPerson(res), Id.parse(req.params.id), input))
  })

  router.put("/departments/:id", adminsOnly, async (req, res) => {
    const change = Department.omit({ id: true }).parse(req.body)
    const department = await ctx.departments.change(DepartmentId.parse(req.params.id), change)
    if (!department) throw new AppError("not_found")
    res.json(department)
  })

  router.get("/quarantine", adminsOnly, async (_req, res) => {
    res.json({ quarantined: await ctx.quarantine.list() })
  })

  return router
}
