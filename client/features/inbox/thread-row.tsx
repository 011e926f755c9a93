import { Building2, CircleHelp, Clock, Lock, type LucideIcon, TriangleAlert } from "lucide-react"
import { memo } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "wouter"
import type { Thread } from "../../../shared/thread.ts"
import { useDepartmentName } from "../../data/workspace.ts"
import { useNow } from "../../lib/clock.ts"
import { dayAndTime, percent } from "../../lib/format.ts"
import { Age } from "../../ui/age.tsx"
import { Avatar } from "../../ui/avatar.tsx"
import { Chip, type Tone } from "../../ui/chip.tsx"
import { classes } from "../../ui/classes.ts"
import { SentimentChip, UrgencyChip } from "../../ui/classification-chips.tsx"
import { NetworkIcon } from "../../ui/icon-network.tsx"
import css from "./thread-row.module.css"

type Props = {
  thread: Thread
  account: string
  href: string
  isOpen: boolean
  isCursor: boolean
  onFocus: (threadId: string) => void
}

/** One thread in the list: who, what, where it belongs, how it feels, since when. */
export const ThreadRow = memo(function ThreadRow({
  thread,
  account,
  href,
  isOpen,
  isCursor,
  onFocus,
}: Props) {
  const { t } = useTranslation()
  const { contact, visibility, network } = thread
  return (
    <li className={css.item}>
      <Link
        href={href}
        className={classes(css.row, isOpen && css.open, thread.state === "new" && css.new)}
        aria-current={isOpen ? "true" : undefined}
        tabIndex={isCursor ? 0 : -1}
        data-thread={thread.id}
        onFocus={() => onFocus(thread.id)}
      >
        <span className={css.network} title={`${t(`words.network.${network}`)} · ${account}`}>
          <NetworkIcon network={network} size={13} />
          {visibility === "direct" && <Lock size={11} aria-hidden className={css.lock} />}
        </span>
        <span className={css.who}>
          <strong>{contact.name}</strong> <span className={css.handle}>@{contact.username}</span>
          {visibility === "direct" && <span className="visually-hidden">{t("words.visibility.direct")}</span>}
        </span>
        <span className={css.when}>
          {thread.assignee && (
            <Avatar name={thread.assignee.name} title={t("inbox.assignee", { name: thread.assignee.name })} />
          )}
          <Age at={thread.lastMessageAt} className={css.age} />
        </span>
        <span className={css.excerpt}>{thread.excerpt || t("thread.noText")}</span>
        <span className={css.chips}>
          <DepartmentChip thread={thread} />
          <UrgencyChip urgency={thread.urgency} />
          <SentimentChip sentiment={thread.sentiment} bare />
          <ReplyChip thread={thread} />
          <DueChip thread={thread} />
        </span>
      </Link>
    </li>
  )
})

function DepartmentChip({ thread: { department, departmentScore } }: { thread: Thread }) {
  const { t } = useTranslation()
  const nameOf = useDepartmentName()
  if (department === null) {
    return (
      <Chip tone="dashed" icon={CircleHelp}>
        {t("inbox.toSort")}
      </Chip>
    )
  }
  const name = nameOf(department)
  const score = departmentScore === null ? null : percent(departmentScore)
  return (
    <Chip
      icon={Building2}
      title={
        score === null
          ? t("inbox.chosen", { department: name })
          : t("inbox.score", { department: name, score })
      }
    >
      {name}
      {score !== null && <span className={css.score}> {score}</span>}
    </Chip>
  )
}

const REPLY_TONE: Partial<Record<string, { tone: Tone; icon: LucideIcon }>> = {
  held: { tone: "calm", icon: Clock },
  queued: { tone: "calm", icon: Clock },
  sending: { tone: "calm", icon: Clock },
  retry: { tone: "warn", icon: Clock },
  unknown: { tone: "warn", icon: CircleHelp },
  uncertain: { tone: "danger", icon: CircleHelp },
  failed: { tone: "danger", icon: TriangleAlert },
}

function ReplyChip({ thread: { lastReply } }: { thread: Thread }) {
  const { t } = useTranslation()
  const state = lastReply?.state
  if (state === undefined || state === "sent" || state === "cancelled") return null
  const look = REPLY_TONE[state]
  return (
    <Chip tone={look?.tone ?? "calm"} icon={look?.icon ?? Clock}>
      {t(`inbox.reply.${state}`)}
    </Chip>
  )
}

function DueChip({ thread: { escalation, state } }: { thread: Thread }) {
  const { t } = useTranslation()
  const now = useNow(20_000)
  if (escalation === null || state !== "waiting_department") return null
  const isLate = Date.parse(escalation.dueAt) < now
  const date = dayAndTime(escalation.dueAt, now)
  return (
    <Chip tone={isLate ? "danger" : "plain"} icon={Clock}>
      {isLate ? t("inbox.late", { date }) : t("inbox.due", { date })}
    </Chip>
  )
}
