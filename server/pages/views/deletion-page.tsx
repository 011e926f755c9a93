import { Layout, type Site } from "./layout.tsx"

type Props = {
  site: Site
  request: { code: string; requestedAt: Date; doneAt: Date | null; erased: number }
}

/** What became of a person's request to be forgotten. Says nothing about who asked. */
export function DeletionPage({ site, request }: Props) {
  const { t, language } = site
  const day = (date: Date) =>
    new Intl.DateTimeFormat(language.locale === "fr" ? "fr-FR" : "en-GB", {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: "Europe/Paris",
    }).format(date)
  const title = t("deletion.title")
  const { code, requestedAt, doneAt, erased } = request
  return (
    <Layout
      site={site}
      head={{ title, description: t("deletion.lead"), path: `/suppression/${code}`, isIndexed: false }}
    >
      <div className="page in">
        <h1>{title}</h1>
        <p className="lead">{t("deletion.lead")}</p>
        <p>{t("deletion.code", { code })}</p>
        <p>{t("deletion.requested", { date: day(requestedAt) })}</p>
        <p>
          {doneAt === null ? t("deletion.pending") : t("deletion.done", { date: day(doneAt), count: erased })}
        </p>
      </div>
    </Layout>
  )
}
