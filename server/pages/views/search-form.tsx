import { HOME } from "../addresses.ts"
import type { Site } from "./layout.tsx"

/** The way in: a plain GET form, so that a search is an address. */
export function SearchForm({
  site,
  query = "",
  size,
}: {
  site: Site
  query?: string
  size: "large" | "small"
}) {
  const { t, language } = site
  return (
    <form className={`search ${size}`} role="search" action={HOME} method="get">
      <label htmlFor="q">{t("search.label")}</label>
      <div>
        <input
          id="q"
          name="q"
          type="search"
          defaultValue={query}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
          aria-describedby={size === "large" ? "q-example" : undefined}
        />
        <button type="submit">{t("search.submit")}</button>
      </div>
      {size === "large" && <p id="q-example">{t("search.placeholder")}</p>}
      {language.explicit && <input type="hidden" name="lang" value={language.locale} />}
    </form>
  )
}
