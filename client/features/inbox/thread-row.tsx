import {
  Building2,
  CircleHelp,
  Clock,
  CornerUpLeft,
  Lock,
  type LucideIcon,
  TriangleAlert,
} from "lucide-react"
import { memo } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "wouter"
import type { ReplyState } from "../../../shared/reply.ts"
import type { Thread } from "../../../shared/thread.ts"
import { useDepartmentName } from "../../data/workspace.ts"
import { useNow } from "../../lib/clock.ts"
import { dayAndTime, percent } from "../../lib/format.ts"
import { handleOf, nameOf } from "../../lib/naming.ts"
import { Age } from "../../ui/age.tsx"
import { Avatar } from "../../ui/avatar.tsx"
import { Chip, type Tone } from "../../ui/chip.tsx"
import { classes } from "../../ui/classes.ts"
import { SentimentChip, UrgencyChip } from "../../ui/classification-chips.tsx"
import { NetworkIcon } from "../../ui/icon-network.tsx"
import css from "./thread-row.module.css"

type Props = {
  thread: Thread
  /** Where it stands among all rows, the unmounted ones included. */
  place: number
  total: number
  account: string
  /** The account's name, where the network alone does not say which it is. */
  badge: string | null
  href: string
  isOpen: boolean
  isCursor: boolean
  onFocus: (threadId: string) => void
}

/** One thread in the list: who, what, where it belongs, how it feels, since when. */
export const ThreadRow = memo(function ThreadRow({
  thread,
  place,
  total,
  account,
  badge,
  href,
  isOpen,
  isCursor,
  onFocus,
}: Props) {
  const { t } = useTranslation()
  const { contact, visibility, network } = thread
  const isPrivateMessage = visibility === "direct" && network !== "phone"
  return (
    <li className={css.item} aria-posinset={place} aria-setsize={total}>
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
        </span>
        <span className={css.who}>
          {isPrivateMessage && <Lock size={12} aria-hidden className={css.lock} />}
          <strong>{nameOf(contact)}</strong> <span className={css.handle}>{handleOf(contact)}</span>
          {isPrivateMessage && <span className="visually-hidden">{t("words.visibility.direct")}</span>}
        </span>
        <span className={css.when}>
          {thread.assignee && (
            <Avatar name={thread.assignee.name} title={t("inbox.assignee", { name: thread.assignee.name })} />
          )}
          <Age at={thread.lastMessageAt} className={css.age} />
        </span>
        <span className={css.excerpt}>{thread.excerpt || t("thread.noText")}</span>
        <RowStatus thread={thread} />
        <span className={css.chips}>
          {badge !== null && <Chip tone="plain">{badge}</Chip>}
          <UrgencyChip urgency={thread.urgency} />
          <DepartmentChip thread={thread} />
          <SentimentChip sentiment={thread.sentiment} bare />
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
      shrinks
      end={score !== null && <span className={css.score}> {score}</span>}
      icon={Building2}
      title={
        score === null
          ? t("inbox.chosen", { department: name })
          : t("inbox.score", { department: name, score })
      }
    >
      {name}
    </Chip>
  )
}

const REPLY_LOOK: Partial<Record<ReplyState, { tone: Tone; icon: LucideIcon }>> = {
  held: { tone: "calm", icon: Clock },
  queued: { tone: "calm", icon: Clock },
  sending: { tone: "calm", icon: Clock },
  retry: { tone: "warn", icon: Clock },
  unknown: { tone: "warn", icon: CircleHelp },
  uncertain: { tone: "danger", icon: CircleHelp },
  failed: { tone: "danger", icon: TriangleAlert },
}

/** What is going on with the thread, when something is: a reply under way, a date to keep, an answer from a department. */
function RowStatus({ thread: { lastReply, escalation, state } }: { thread: Thread }) {
  const { t } = useTranslation()
  const now = useNow(20_000)
  const reply = lastReply?.state
  const look = reply && REPLY_LOOK[reply]
  if (look && reply !== "sent" && reply !== "cancelled") {
    return <Status tone={look.tone} icon={look.icon} words={t(`inbox.reply.${reply}`)} />
  }
  if (escalation !== null && state === "waiting_department") {
    const isLate = Date.parse(escalation.dueAt) < now
    const date = dayAndTime(escalation.dueAt, now)
    const words = isLate ? t("inbox.late", { date }) : t("inbox.due", { date })
    return <Status tone={isLate ? "danger" : "calm"} icon={Clock} words={words} />
  }
  if (state === "ready")
    return <Status tone="accent" icon={CornerUpLeft} words={t("words.threadState.ready")} />
  return null
}

function Status({ tone, icon, words }: { tone: Tone; icon: LucideIcon; words: string }) {
  return (
    <span className={css.status}>
      <Chip tone={tone} icon={icon} bare>
        {words}
      </Chip>
    </span>
  )
}
