import { gzipSync } from "node:zlib"
import express from "express"
import request from "supertest"
import { beforeEach, describe, expect, test } from "vitest"
import type { Entry } from "../../shared/entry.ts"
import { defaultDepartments } from "../domain/departments/default-departments.ts"
import { createFaqIndex } from "./faq-index.ts"
import { type SiteContext, sitePages } from "./site.tsx"
import { siteCss, siteCssPath } from "./site-css.ts"
import { buildEntry, demoEntries } from "./testing/entries.ts"

const HOSTILE = buildEntry({
  id: "f".repeat(24),
  question: `<img src=x onerror=alert(1)> & "guillemets" ?`,
  answer: `</script><script>alert(1)</script>\n\nVoir javascript:alert(1), http://exemple.test et https://exemple.test/a?b=1&c=2.\n\n- un\n- deux`,
  slug: "hostile",
})

let time: number
let index: ReturnType<typeof createFaqIndex>
let asked: number

const DELETION = {
  code: "aBcDeFgHiJkLmNoP",
  network: "facebook" as const,
  personExternalId: null,
  requestedAt: new Date("2026-11-24T08:00:00.000Z"),
  doneAt: null as Date | null,
  erased: 0,
}

function site(overrides: Partial<SiteContext> = {}) {
  const departments = {
    list: () => {
      asked += 1
      return Promise.resolve([...defaultDepartments])
    },
  }
  const app = express()
  app.set("query parser", "simple")
  app.use(
    sitePages({
      city: "Ville de Parvis",
      demo: false,
      url: "https://faq.parvis.example",
      faqIndex: index,
      now: () => new Date(time),
      departments: departments as SiteContext["departments"],
      deletions: {
        find: (code: string) => Promise.resolve(code === DELETION.code ? DELETION : null),
      } as SiteContext["deletions"],
      ...overrides,
    }),
  )
  return request(app)
}

const encombrants = demoEntries.find(({ slug }) => slug === "proprete-encombrants") ?? HOSTILE
const pathOf = ({ slug, id }: Pick<Entry, "slug" | "id">) => `/faq/${slug}-${id}`

beforeEach(() => {
  time = Date.parse("2026-11-24T09:00:00.000Z")
  asked = 0
  index = createFaqIndex()
  index.load([...demoEntries, HOSTILE])
})

describe("every page stands without script, and weighs little", () => {
  test.each([
    ["home", "/faq"],
    ["results", "/faq?q=encombrants"],
    ["nothing found", "/faq?q=xylophone"],
    ["department", "/faq/service/proprete"],
    ["entry", pathOf(encombrants)],
    ["hostile entry", pathOf(HOSTILE)],
    ["missing", "/faq/rien"],
  ])("%s", async (_name, path) => {
    const { text, headers } = await site().get(path).set("Accept-Language", "fr")
    expect(text).toMatch(/^<!doctype html><html lang="fr"/)
    expect(text).toContain('<a class="skip" href="#contenu">')
    expect(text.match(/<h1[ >]/g)).toHaveLength(1)
    expect(text.match(/<main[ >]/g)).toHaveLength(1)
    expect(text).not.toMatch(/<script(?! type="application\/ld\+json")/)
    expect(text).not.toMatch(/ style="| on[a-z]+="/)
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers["set-cookie"]).toBeUndefined()
    expect(gzipSync(text).length + gzipSync(siteCss).length).toBeLessThan(14 * 1024)
  })
})

describe("an entry's page", () => {
  test("says the question, the answer, who verified it and when, and where to go on", async () => {
    const { text } = await site().get(pathOf(encombrants)).set("Accept-Language", "fr")
    expect(text).toContain("<h1>Comment se débarrasser d’un canapé")
    expect(text).toContain("<li>Trois mètres cubes au plus par rendez-vous.</li>")
    expect(text).toContain('<a href="https://www.parvis.example/encombrants">parvis.example/encombrants</a>')
    expect(text).toMatch(
      /Vérifié le <time dateTime="2026-10-29">29 octobre 2026<\/time> par le service Propreté et déchets/i,
    )
    expect(text.match(/class="related"[\s\S]*?<\/section>/)?.[0].match(/<li>/g)).toHaveLength(3)
    expect(text).toContain(`<link rel="canonical" href="https://faq.parvis.example${pathOf(encombrants)}"/>`)
    expect(text).toContain('<meta property="og:title" content="Comment se débarrasser')
  })

  test("nothing in an entry becomes HTML: neither in the page nor in its data", async () => {
    const { text } = await site().get(pathOf(HOSTILE)).set("Accept-Language", "fr")
    expect(text).not.toContain("<img")
    expect(text).toContain("&lt;img src=x onerror=alert(1)&gt;")
    expect(text.match(/<\/script>/g)).toHaveLength(1)
    expect(text).not.toContain('href="javascript')
    expect(text).not.toContain('href="http:')
    expect(text).toContain('<a href="https://exemple.test/a?b=1&amp;c=2">exemple.test/a?b=1&amp;c=2</a>.')
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(text)?.[1] ?? ""
    expect(data).not.toContain("<")
    expect(JSON.parse(data)).toMatchObject({
      "@type": "FAQPage",
      mainEntity: [{ name: HOSTILE.question, acceptedAnswer: { text: HOSTILE.answer } }],
    })
  })

  test("its id counts: another slug leads to the right one, with the language that was asked for", async () => {
    const moved = await site().get(`/faq/ancien-titre-${encombrants.id}`)
    expect(moved.status).toBe(301)
    expect(moved.headers["location"]).toBe(pathOf(encombrants))
    const bare = await site().get(`/faq/${encombrants.id}?lang=en`)
    expect(bare.headers["location"]).toBe(`${pathOf(encombrants)}?lang=en`)
  })

  test("gone once archived, and unknown when it never was", async () => {
    index.apply({ ...encombrants, state: "archived", published: null, updatedAt: "2026-11-24T00:00:00.000Z" })
    const gone = await site().get(pathOf(encombrants)).set("Accept-Language", "fr")
    expect(gone.status).toBe(410)
    expect(gone.text).toContain("Cette réponse n’est plus en ligne")
    expect(gone.text).toContain('href="/faq/service/proprete"')
    expect(gone.text).not.toContain("canapé")
    const unknown = await site().get(`/faq/titre-${"9".repeat(24)}`)
    expect(unknown.status).toBe(404)
    expect(unknown.text).toContain('name="robots" content="noindex')
    expect((await site().get("/faq/service/inconnu")).status).toBe(404)
  })

  test("what is being written is nowhere on the site", async () => {
    index.apply({
      ...encombrants,
      state: "draft",
      question: "BROUILLON",
      answer: "SECRET",
      version: 2,
      updatedAt: "2026-11-24T00:00:00.000Z",
    })
    for (const path of ["/faq", "/faq?q=canape", pathOf(encombrants), "/faq.atom", "/sitemap.xml"])
      expect((await site().get(path)).text, path).not.toMatch(/BROUILLON|SECRET/)
    expect((await site().get("/faq?q=brouillon")).text).not.toContain(encombrants.id)
    expect((await site().get(pathOf(encombrants))).text).toContain("canapé")
  })
})

describe("search", () => {
  test("marks the words met and keeps what was typed, escaped", async () => {
    const { text } = await site()
      .get("/faq")
      .query({ q: "ancombrant <b>canape" })
      .set("Accept-Language", "fr")
    expect(text).toContain("<mark>encombrants</mark>")
    expect(text).toContain("<mark>canapé</mark>")
    expect(text).toContain('value="ancombrant &lt;b&gt;canape"')
    expect(text).not.toContain("<b>canape")
    expect(text).toContain('name="robots" content="noindex')
  })

  test("says what to do when nothing is found", async () => {
    const none = await site().get("/faq?q=xylophone").set("Accept-Language", "fr")
    expect(none.status).toBe(200)
    expect(none.text).toContain("Que faire maintenant")
    expect(none.text).toContain('href="/faq/service/voirie"')
    const vague = await site().get("/faq").query({ q: "comment est-ce que" }).set("Accept-Language", "fr")
    expect(vague.text).toContain("Ajoutez un mot")
  })

  test.each([
    ["repeated", "/faq?q=piscine&q=autre"],
    ["an object", "/faq?q[$gt]=1"],
    ["half a character", "/faq?q=%ED%A0%80"],
    ["broken percent", "/faq?q=%E0%A4%A"],
    ["zero bytes and lines", "/faq?q=a%00b%0A%0Dc"],
    ["an unknown language", "/faq?lang=xx"],
    ["8 kB", `/faq?q=${"encombrants%20".repeat(600)}`],
  ])("an odd address is no error: %s", async (_name, path) => {
    const { status } = await site().get(path)
    expect(status).toBe(200)
  })
})

describe("language", () => {
  test("French unless the browser prefers English or the address says it", async () => {
    expect((await site().get("/faq")).text).toContain('<html lang="fr"')
    const english = await site().get(pathOf(encombrants)).set("Accept-Language", "en-GB,en;q=0.9,fr;q=0.5")
    expect(english.text).toContain('<html lang="en"')
    expect(english.text).toContain('<h1 lang="fr">')
    expect(english.headers["vary"]).toContain("Accept-Language")
    expect((await site().get("/faq?lang=fr").set("Accept-Language", "en")).text).toContain('<html lang="fr"')
  })

  test("a chosen language follows links and forms; each page names its other languages", async () => {
    const { text } = await site().get("/faq?lang=en")
    expect(text).toContain('<input type="hidden" name="lang" value="en"/>')
    expect(text).toContain('href="/faq/service/proprete?lang=en"')
    expect(text).toContain('<link rel="canonical" href="https://faq.parvis.example/faq?lang=en"/>')
    expect(text).toContain('<link rel="alternate" hrefLang="fr" href="https://faq.parvis.example/faq"/>')
    const plain = await site().get("/faq").set("Accept-Language", "en")
    expect(plain.text).toContain('href="/faq/service/proprete"')
  })
})

describe("cache", () => {
  test("a page is rendered once, and answered with 304 to who has it", async () => {
    const web = site()
    const first = await web.get(pathOf(encombrants))
    await web.get(pathOf(encombrants))
    expect(asked).toBe(1)
    const tag = first.headers["etag"] ?? ""
    expect(tag).toMatch(/^"[\w-]{22}-z"$/)
    expect(first.headers["cache-control"]).toBe("public, max-age=60")
    const again = await web.get(pathOf(encombrants)).set("If-None-Match", tag)
    expect(again.status).toBe(304)
    expect(again.text).toBe("")
  })

  test("a change that residents see renders it anew; one that they do not see leaves it", async () => {
    const web = site()
    const before = (await web.get("/faq")).headers["etag"]
    index.apply({
      ...encombrants,
      state: "draft",
      question: "Autre",
      version: 2,
      updatedAt: "2026-11-24T00:00:00.000Z",
    })
    await web.get("/faq")
    expect(asked).toBe(1)
    index.apply(
      buildEntry({
        id: "e".repeat(24),
        question: "Nouvelle question ?",
        publishedAt: "2026-11-24T01:00:00.000Z",
        updatedAt: "2026-11-24T01:00:00.000Z",
      }),
    )
    const after = await web.get("/faq")
    expect(after.text).toContain("Nouvelle question")
    expect(after.headers["etag"]).not.toBe(before)
  })

  test("a department's new name shows after a minute", async () => {
    const web = site()
    await web.get("/faq")
    time += 61_000
    await web.get("/faq")
    expect(asked).toBe(2)
  })

  test("languages, and explicit ones, do not share a page", async () => {
    const web = site()
    expect((await web.get("/faq").set("Accept-Language", "en")).text).toContain('lang="en"')
    expect((await web.get("/faq").set("Accept-Language", "fr")).text).toContain('<html lang="fr"')
    expect((await web.get("/faq").set("Accept-Language", "fr")).text).not.toContain('name="lang"')
    expect((await web.get("/faq?lang=fr")).text).toContain('name="lang"')
  })

  test("bytes are sent compressed only to who can read them", async () => {
    const plain = await site().get("/faq").set("Accept-Encoding", "identity")
    expect(plain.headers["content-encoding"]).toBeUndefined()
    expect(plain.text).toContain("<h1>")
    const head = await site().head("/faq")
    expect(head.status).toBe(200)
    expect(head.text ?? "").toBe("")
  })
})

describe("what machines read", () => {
  test("feed, map and rules are well-formed and escaped", async () => {
    const atom = await site().get("/faq.atom")
    expect(atom.headers["content-type"]).toContain("application/atom+xml")
    expect(atom.text).toContain("&lt;/script&gt;&lt;script&gt;")
    expect(atom.text).not.toContain("<script")
    const map = await site().get("/sitemap.xml")
    expect(map.text).toContain(
      `<loc>https://faq.parvis.example${pathOf(encombrants)}</loc><lastmod>2026-10-29</lastmod>`,
    )
    expect(map.text.match(/<url>/g)).toHaveLength(1 + 16 + demoEntries.length + 1)
    const rules = await site().get("/robots.txt")
    expect(rules.text).toContain("Disallow: /desk")
    expect(rules.text).toContain("Sitemap: https://faq.parvis.example/sitemap.xml")
  })

  test("the stylesheet may be kept for ever, under a name of its own", async () => {
    const { text, headers } = await site().get(siteCssPath)
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable")
    expect(headers["content-type"]).toContain("text/css")
    expect(text).toBe(siteCss)
  })

  test("the root leads to the questions", async () => {
    const { status, headers } = await site().get("/")
    expect([status, headers["location"]]).toEqual([302, "/faq"])
  })
})

test("the demo says so on every page, and only the demo", async () => {
  const demo = site({ demo: true })
  for (const path of ["/faq", "/faq?q=eau", "/faq/rien", pathOf(encombrants)])
    expect((await demo.get(path).set("Accept-Language", "fr")).text, path).toContain("Démonstration")
  expect((await site().get("/faq").set("Accept-Language", "fr")).text).not.toContain("Démonstration")
})

test("a first start without any entry is a page, not an error", async () => {
  index = createFaqIndex()
  const { status, text } = await site().get("/faq").set("Accept-Language", "fr")
  expect(status).toBe(200)
  expect(text).toContain("Les premières réponses arrivent bientôt.")
  expect((await site().get("/faq.atom")).status).toBe(200)
})

describe("a request to be forgotten", () => {
  test("can be asked after by its code, in both languages, and is kept by nobody", async () => {
    const pending = await site().get(`/suppression/${DELETION.code}`)
    expect(pending.status).toBe(200)
    expect(pending.text).toContain("Reçue le 24 novembre 2026 à 09:00")
    expect(pending.text).toContain("prochaines minutes")
    expect(pending.headers).toMatchObject({ "cache-control": "no-store", "x-robots-tag": "noindex" })
    const done = { ...DELETION, doneAt: new Date("2026-11-24T08:05:00.000Z"), erased: 3 }
    const deletions = { find: () => Promise.resolve(done) } as unknown as SiteContext["deletions"]
    const after = await site({ deletions }).get(`/suppression/${DELETION.code}?lang=en`)
    expect(after.text).toContain("3 messages erased")
  })

  test("that nobody made is not found, whatever is asked", async () => {
    expect((await site().get("/suppression/unknown")).status).toBe(404)
    expect((await site().get(`/suppression/${"x".repeat(16)}`)).status).toBe(404)
  })
})
