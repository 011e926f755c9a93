import { useQuery } from "@tanstack/react-query"
import { BookPlus, FileText } from "lucide-react"
import { useTranslation } from "react-i18next"
import { Link } from "wouter"
import type { ThreadDetail } from "../../../shared/api.ts"
import { useThreadAction } from "../../data/thread-actions.ts"
import { threadQuery } from "../../data/thread-detail.ts"
import { useWorkspace } from "../../data/workspace.ts"
import { exactTime, shortDay } from "../../lib/format.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { handleOf, nameOf } from "../../lib/naming.ts"
import { Button } from "../../ui/button.tsx"
import { Chip } from "../../ui/chip.tsx"
import { NetworkIcon } from "../../ui/icon-network.tsx"
import { toast } from "../../ui/toaster.tsx"
import { Classification } from "./classification.tsx"
import { HandOver } from "./hand-over.tsx"
import { History } from "./history.tsx"
import css from "./context-panel.module.css"

/** What a key asked for; `at` makes asking twice two requests. */
export type ContextWish = { what: "correct" | "handOver"; at: number } | null

type Props = { threadId: string; wish: ContextWish; onPropose: () => void; isProposing: boolean }

/** Beside the thread: who writes, how it was sorted, where it can go, and what it may become. */
export function ContextPanel({ threadId, ...rest }: Props) {
  const { data } = useQuery(threadQuery(threadId))
  return data ? <Panel key={threadId} detail={data} {...rest} /> : null
}

function Panel({ detail, wish, onPropose, isProposing }: Omit<Props, "threadId"> & { detail: ThreadDetail }) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const { thread, entries, messages } = detail
  const action = useThreadAction(thread.id, (error) => toast(problemLine(error), "danger"))
  const isHead = me.role === "head"
  const isAnswered = messages.some(({ direction }) => direction === "out")
  return (
    <div className={css.panel}>
      <section className={css.section}>
        <h3>{t("context.contact")}</h3>
        <p className={css.contact}>
          <strong>{nameOf(thread.contact)}</strong>
          <span>
            <NetworkIcon network={thread.network} size={12} />{" "}
            {handleOf(thread.contact) || t(`words.network.${thread.network}`)}
          </span>
          <span title={exactTime(thread.createdAt)}>
            {t("context.since", { date: shortDay(thread.createdAt) })}
          </span>
        </p>
      </section>
      <Classification detail={detail} action={action} wish={wish} canCorrect={!isHead} />
      {!isHead && <HandOver thread={thread} wish={wish} />}
      <section className={css.section}>
        <h3>{t("context.entries")}</h3>
        {entries.length === 0 && (
          <p className={css.quiet}>{isAnswered ? t("context.noEntry") : t("context.proposeAfter")}</p>
        )}
        <ul className={css.entries}>
          {entries.map((entry) => (
            <li key={entry.id}>
              <Link href={`/faq/${entry.id}`} className={css.entry}>
                <FileText size={15} aria-hidden />
                <span>{entry.question || t("faq.untitled")}</span>
                <Chip>{t(`words.entryState.${entry.state}`)}</Chip>
              </Link>
            </li>
          ))}
        </ul>
        {!isHead && entries.length === 0 && (
          <Button
            size="s"
            icon={BookPlus}
            hint="p"
            busy={isProposing}
            disabled={!isAnswered}
            onClick={onPropose}
          >
            {t("context.propose")}
          </Button>
        )}
      </section>
      <section className={css.section}>
        <History timeline={detail.timeline} />
      </section>
    </div>
  )
}
