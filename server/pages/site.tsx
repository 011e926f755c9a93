import { type Request, type Response, Router } from "express"
import type { ReactElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import type { Locale } from "../../shared/person.ts"
import type { AppContext } from "../context.ts"
import { entryIdOf, entryPath, HOME, withLanguage } from "./addresses.ts"
import type { FaqIndex } from "./faq-index.ts"
import { atomFeed, robots, sitemap } from "./feeds.ts"
import { languageOf } from "./language.ts"
import { createPageCache, type Rendered } from "./page-cache.ts"
import { LONGEST_QUERY } from "./search/query.ts"
import { siteAssets } from "./site-assets.ts"
import { createTranslate } from "./translate.ts"
import type { CountedDepartment } from "./views/department-list.tsx"
import { DeletionPage } from "./views/deletion-page.tsx"
import { DepartmentPage } from "./views/department-page.tsx"
import { EntryPage } from "./views/entry-page.tsx"
import { HomePage } from "./views/home-page.tsx"
import type { Site } from "./views/layout.tsx"
import { MissingPage } from "./views/missing-page.tsx"
import { ResultsPage } from "./views/results-page.tsx"

/** `url`: the address people use; canonical links and feeds are made with it. */
export type SiteContext = Pick<AppContext, "deletions" | "departments" | "now"> & {
  city: string
  demo: boolean
  url: string
  faqIndex: FaqIndex
}

const RECENT = 6
/** No script at all, nothing from elsewhere. JSON-LD is data: no directive is needed for it. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** The public site: pages for residents, complete without JavaScript, cached whole, without any cookie. */
export function sitePages(ctx: SiteContext): Router {
  const { city, demo, faqIndex } = ctx
  const origin = new URL(ctx.url).origin
  const words = { fr: createTranslate("fr"), en: createTranslate("en") } satisfies Record<Locale, unknown>
  const cache = createPageCache(ctx.now)
  const router = Router()

  router.use(siteAssets())

  router.get("/", (_req, res) => {
    res.redirect(302, HOME)
  })

  router.get("/faq", async (req, res) => {
    const query = queryOf(req)
    await send(req, res, `${HOME}?${query}`, async (site) =>
      query === "" ? home(site) : results(site, query),
    )
  })

  router.get("/faq/service/:department", async (req, res) => {
    const key = faqIndex.counts().has(req.params.department) ? req.path : "notFound"
    await send(req, res, key, async (site) => {
      const departments = await countedDepartments()
      const department = departments.find(({ id }) => id === req.params.department)
      if (!department) return missing(site, "notFound", departments)
      const entries = faqIndex.ofDepartment(department.id)
      const others = departments.filter(({ id }) => id !== department.id)
      return page(<DepartmentPage site={site} department={department} entries={entries} others={others} />)
    })
  })

  router.get("/faq/:key", async (req, res) => {
    const id = entryIdOf(req.params.key)
    const entry = id === null ? null : faqIndex.get(id)
    if (entry && req.path !== entryPath(entry)) {
      res.redirect(301, withLanguage(entryPath(entry), languageOf(req)))
      return
    }
    // Addresses that never were are endless: all of them share one kept page.
    const key = entry ? req.path : id !== null && faqIndex.isGone(id) ? "gone" : "notFound"
    await send(req, res, key, async (site) => {
      const departments = await countedDepartments()
      if (!entry) return missing(site, key === "gone" ? "gone" : "notFound", departments)
      const department = departments.find((one) => one.id === entry.department)
      const related = faqIndex.related(entry)
      return page(<EntryPage site={site} entry={entry} department={department} related={related} />)
    })
  })

  router.get("/suppression/:code", async (req, res) => {
    const request = /^[\w-]{16}$/.test(req.params.code) ? await ctx.deletions.find(req.params.code) : null
    const language = languageOf(req)
    const site: Site = { t: words[language.locale], language, city, demo, origin }
    res.set({ "Content-Security-Policy": POLICY, "Content-Language": language.locale })
    // Never kept: it changes, and it is for one person.
    res.set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" })
    const { status, type, body } = request
      ? page(<DeletionPage site={site} request={request} />)
      : missing(site, "notFound", await countedDepartments())
    res.status(status).type(type).send(body)
  })

  router.get("/faq.atom", async (req, res) => {
    const body = () => atomFeed(origin, words.fr("feed.title", { city }), city, faqIndex.list())
    await sendText(req, res, "application/atom+xml", body)
  })

  router.get("/sitemap.xml", async (req, res) => {
    await sendText(req, res, "application/xml", () => sitemap(origin, faqIndex.list()))
  })

  router.get("/robots.txt", async (req, res) => {
    await sendText(req, res, "text/plain", () => robots(origin))
  })

  async function home(site: Site): Promise<Rendered> {
    const entries = faqIndex.list()
    const departments = await countedDepartments()
    return page(
      <HomePage
        site={site}
        departments={departments}
        recent={entries.slice(0, RECENT)}
        count={entries.length}
      />,
    )
  }

  async function results(site: Site, query: string): Promise<Rendered> {
    const departments = await countedDepartments()
    return page(
      <ResultsPage site={site} query={query} result={faqIndex.search(query)} departments={departments} />,
    )
  }

  /** Departments with something to read, in the city's order; a closed one keeps its entries but not its place. */
  async function countedDepartments(): Promise<CountedDepartment[]> {
    const counts = faqIndex.counts()
    return (await ctx.departments.list())
      .map((department) => ({ ...department, count: counts.get(department.id) ?? 0 }))
      .filter(({ active, count }) => active && count > 0)
  }

  function send(
    req: Request,
    res: Response,
    key: string,
    render: (site: Site) => Promise<Rendered>,
  ): Promise<void> {
    const language = languageOf(req)
    const site: Site = { t: words[language.locale], language, city, demo, origin }
    res.set("Content-Security-Policy", POLICY).set("Content-Language", language.locale)
    const full = `${language.explicit ? "?" : ""}${language.locale} ${key}`
    return cache.send(req, res, full, faqIndex.version(), () => render(site))
  }

  function sendText(req: Request, res: Response, type: string, body: () => string): Promise<void> {
    return cache.send(req, res, req.path, faqIndex.version(), () => ({ status: 200, type, body: body() }))
  }

  return router
}

/** What is looked for: one line, cut, without halves of characters that no address could carry. */
function queryOf(req: Request): string {
  const asked = req.query["q"]
  const first: unknown = Array.isArray(asked) ? asked[0] : asked
  if (typeof first !== "string") return ""
  return first
    .slice(0, LONGEST_QUERY)
    .replace(/[\p{Cc}\p{Surrogate}\s]+/gu, " ")
    .trim()
}

function page(element: ReactElement, status = 200): Rendered {
  return { status, type: "text/html", body: `<!doctype html>${renderToStaticMarkup(element)}` }
}

function missing(site: Site, reason: "gone" | "notFound", departments: CountedDepartment[]): Rendered {
  return page(
    <MissingPage site={site} reason={reason} departments={departments} />,
    reason === "gone" ? 410 : 404,
  )
}
