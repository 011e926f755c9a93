import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { AccountHealth, Gap, Quota } from "../../../shared/account-health.ts"
import type { Account } from "../../../shared/account.ts"
import { useNow } from "../../lib/clock.ts"
import { clockTime, count, dayAndTime, dollars, percent } from "../../lib/format.ts"
import { Age } from "../../ui/age.tsx"
import { KeywordsForm } from "./keywords-form.tsx"
import css from "./account-details.module.css"

/** The small print of a connection: what is read when, what is left of the limits, what was missed, what it costs. */
export function AccountDetails({ health, account }: { health: AccountHealth; account: Account }) {
  const { t } = useTranslation()
  const now = useNow(20_000)
  const { sources, quotas, gaps, access, spentUsd } = health
  const listens = sources.some(({ source }) => source === "listening")
  const open = gaps.filter(({ state }) => state === "open")
  const past = gaps.filter(({ state }) => state !== "open").slice(0, 5)
  return (
    <>
      {open.length > 0 && <GapList gaps={open} />}
      <details className={css.details}>
        <summary>{t("settings.health.show")}</summary>
        <div className={css.columns}>
          <section>
            <h3>{t("settings.health.sources")}</h3>
            <ul className={css.lines}>
              {sources.map(({ source, readAt, nextPollAt }) => (
                <li key={source}>
                  <span>{t(`settings.health.source.${source}`)}</span>
                  <span className={css.quiet}>
                    {readAt === null ? t("settings.accounts.never") : <Age at={readAt} />}
                    {nextPollAt !== null &&
                      Date.parse(nextPollAt) > now &&
                      ` · ${t("settings.health.next", { time: clockTime(nextPollAt) })}`}
                  </span>
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h3>{t("settings.health.quotas")}</h3>
            {quotas.length === 0 && <p className={css.quiet}>{t("settings.health.noQuota")}</p>}
            <ul className={css.quotas}>
              {quotas.map((quota) => (
                <QuotaLine key={quota.name} quota={quota} />
              ))}
            </ul>
          </section>
          <section>
            <h3>{t("settings.health.access")}</h3>
            <p>
              {access.by === "person" && access.since !== null
                ? t("settings.health.byPerson", { date: dayAndTime(access.since, now) })
                : t("settings.health.byEnvironment")}
            </p>
            {access.expiresAt !== null && account.state !== "reconnect" && (
              <p className={css.quiet}>
                {t("settings.health.expires", { date: dayAndTime(access.expiresAt, now) })}
              </p>
            )}
            {spentUsd && (
              <>
                <h3>{t("settings.health.cost")}</h3>
                <p>
                  {t("settings.health.spent", {
                    today: dollars(spentUsd.today),
                    month: dollars(spentUsd.month),
                  })}
                </p>
                <p className={css.quiet}>{t("settings.health.estimate")}</p>
              </>
            )}
          </section>
        </div>
        {past.length > 0 && (
          <section>
            <h3>{t("settings.health.gaps")}</h3>
            <GapList gaps={past} />
          </section>
        )}
        {listens && <KeywordsForm accountId={account.id} keywords={health.keywords} />}
      </details>
    </>
  )
}

/** From here on, little is left. */
const LOW = 0.2

function QuotaLine({ quota: { name, left, of, resetsAt } }: { quota: Quota }) {
  const { t } = useTranslation()
  const share = of > 0 ? left / of : 0
  const words = name === "pages" || name === "messenger" ? percent(share) : `${count(left)} / ${count(of)}`
  return (
    <li>
      <span>{t(`settings.health.quota.${name}`)}</span>
      <span className={css.quiet}>
        {words}
        {share < LOW &&
          resetsAt !== null &&
          ` · ${t("settings.health.resets", { time: clockTime(resetsAt) })}`}
      </span>
      <meter min={0} max={1} low={LOW} value={share} aria-label={t(`settings.health.quota.${name}`)} />
    </li>
  )
}

const GAP_ICON = { open: CircleDashed, closed: CircleCheck, lost: TriangleAlert }

function GapList({ gaps }: { gaps: Gap[] }) {
  const { t } = useTranslation()
  const now = useNow(20_000)
  return (
    <ul className={css.gaps}>
      {gaps.map(({ id, source, from, to, state, found, closedAt }) => {
        const Icon = GAP_ICON[state]
        return (
          <li key={id} data-state={state}>
            <Icon size={15} aria-hidden />
            <p>
              {t(`settings.health.gap.${state}`, {
                source: t(`settings.health.source.${source}`),
                from: dayAndTime(from, now),
                to: dayAndTime(to, now),
                closedAt: closedAt === null ? "" : dayAndTime(closedAt, now),
                count: found,
              })}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
