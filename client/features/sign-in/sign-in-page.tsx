import { useQuery } from "@tanstack/react-query"
import { BookOpen, ChevronRight } from "lucide-react"
import { useTranslation } from "react-i18next"
import { Role } from "../../../shared/person.ts"
import { signInPageQuery, useSignIn } from "../../data/workspace.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { initials } from "../../lib/format.ts"
import { Mark } from "../../ui/mark.tsx"
import { SignInForm } from "./sign-in-form.tsx"
import css from "./sign-in.module.css"

/** The door of the desk; in demo mode, one gesture opens it. */
export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation()
  const { data } = useQuery(signInPageQuery)
  const signIn = useSignIn()
  return (
    <main className={css.page}>
      <div className={css.square} aria-hidden />
      <section className={css.card}>
        <header className={css.head}>
          <Mark size={44} />
          <div>
            <p className={css.name}>{t("signIn.desk")}</p>
            <h1 className={css.title}>{data ? data.city : t("signIn.title")}</h1>
          </div>
        </header>
        <p className={css.lead}>{t("signIn.lead")}</p>
        {data?.demo && (
          <section className={css.demo} aria-labelledby="demo-title">
            <h2 id="demo-title">{t("signIn.demo")}</h2>
            <p className={css.demoLead}>{t("signIn.demoLead")}</p>
            <ul className={css.people}>
              {data.demoPeople.map(({ email, password, name, role }) => {
                const known = Role.safeParse(role)
                return (
                  <li key={email}>
                    <button
                      type="button"
                      className={css.person}
                      disabled={signIn.isPending}
                      onClick={() => signIn.mutate({ email, password }, { onSuccess: onSignedIn })}
                    >
                      <span className={css.face} aria-hidden>
                        {initials(name)}
                      </span>
                      <span>
                        <strong>{name}</strong>
                        <span className={css.role}>
                          {known.success ? t(`words.role.${known.data}`) : role}
                          {known.success && ` · ${t(`demoRole.${known.data}`)}`}
                        </span>
                      </span>
                      <ChevronRight size={18} aria-hidden />
                    </button>
                  </li>
                )
              })}
            </ul>
            {signIn.isError && (
              <p className={css.error} role="alert">
                {problemLine(signIn.error)}
              </p>
            )}
          </section>
        )}
        <SignInForm onSignedIn={onSignedIn} />
        <a className={css.faq} href="/faq">
          <BookOpen size={15} aria-hidden /> {t("signIn.faq")}
        </a>
      </section>
    </main>
  )
}
