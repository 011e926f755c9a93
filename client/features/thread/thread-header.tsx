import { Archive, ArchiveRestore, ArrowLeft, Globe, Hand, Lock, PanelRight } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Thread } from "../../../shared/thread.ts"
import { handleOf, nameOf, profileName } from "../../lib/naming.ts"
import { useAccount, useWorkspace } from "../../data/workspace.ts"
import { Avatar } from "../../ui/avatar.tsx"
import { Button, IconButton } from "../../ui/button.tsx"
import { Chip, type Tone } from "../../ui/chip.tsx"
import { NetworkIcon } from "../../ui/icon-network.tsx"
import css from "./thread-pane.module.css"

const STATE_TONE: Record<Thread["state"], Tone> = {
  new: "accent",
  open: "plain",
  waiting_department: "calm",
  ready: "warn",
  answered: "good",
  closed: "plain",
}

type Props = {
  thread: Thread
  isBusy: boolean
  onTake: () => void
  onClose: () => void
  onBack: (() => void) | null
  onShowContext: (() => void) | null
}

/** Who is talking, where, who takes care of it, and the two acts done most. */
export function ThreadHeader({ thread, isBusy, onTake, onClose, onBack, onShowContext }: Props) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const account = useAccount(thread.accountId)
  const isMine = thread.assignee?.id === me.id
  // Alone on a phone's screen, the thread is the page.
  const Title = onBack ? "h1" : "h2"
  const isHead = me.role === "head"
  return (
    <header className={css.header}>
      {onBack && <IconButton icon={ArrowLeft} label={t("thread.backToList")} onClick={onBack} />}
      <div className={css.title}>
        <Title tabIndex={-1} id="thread-title">
          {nameOf(thread.contact)} <span>{handleOf(thread.contact)}</span>
        </Title>
        <p>
          <Chip tone={STATE_TONE[thread.state]}>{t(`words.threadState.${thread.state}`)}</Chip>
          <NetworkIcon network={thread.network} size={12} />
          <span>{account && profileName(account)}</span>
          {/* A call has no public to be kept from: its network says all. */}
          {thread.network !== "phone" && (
            <span className={css.visibility}>
              {thread.visibility === "public" ? (
                <Globe size={12} aria-hidden />
              ) : (
                <Lock size={12} aria-hidden />
              )}
              {t(`words.visibility.${thread.visibility}`)}
            </span>
          )}
        </p>
      </div>
      <div className={css.acts}>
        {thread.assignee && (
          <Avatar name={thread.assignee.name} title={t("thread.takenBy", { name: thread.assignee.name })} />
        )}
        {!isHead && (
          <>
            <Button size="s" icon={Hand} hint="i" disabled={isBusy} onClick={onTake} aria-pressed={isMine}>
              {isMine ? t("thread.release") : t("thread.take")}
            </Button>
            <Button
              size="s"
              icon={thread.state === "closed" ? ArchiveRestore : Archive}
              hint="e"
              disabled={isBusy}
              onClick={onClose}
            >
              {thread.state === "closed" ? t("thread.reopen") : t("thread.close")}
            </Button>
          </>
        )}
        {onShowContext && (
          <IconButton icon={PanelRight} label={t("thread.context")} onClick={onShowContext} />
        )}
      </div>
    </header>
  )
}
