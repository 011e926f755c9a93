import { CornerUpLeft, MessageSquareReply, PhoneCall, StickyNote } from "lucide-react"
import { type RefObject, useState } from "react"
import { useTranslation } from "react-i18next"
import type { Ability } from "../../../shared/ability.ts"
import type { ThreadDetail } from "../../../shared/api.ts"
import { abilityFor } from "../../data/abilities.ts"
import { useAccount, useWorkspace } from "../../data/workspace.ts"
import { classes } from "../../ui/classes.ts"
import { AccountTrouble } from "./account-trouble.tsx"
import { CallbackForm } from "./callback-form.tsx"
import { LockedReply } from "./locked-reply.tsx"
import { NoteForm } from "./note-form.tsx"
import { ReplyForm } from "./reply-form.tsx"
import css from "./composer.module.css"

export type ComposerMode = "reply" | "note" | "giveBack"

type Props = {
  detail: ThreadDetail
  /** What may be done about the citizen's last word; undefined until it is known. */
  abilities: Ability[] | undefined
  mode: ComposerMode
  onMode: (mode: ComposerMode) => void
  field: RefObject<HTMLTextAreaElement | null>
  onReread: () => void
  onGivenBack: () => void
}

const ICON = { reply: MessageSquareReply, note: StickyNote, giveBack: CornerUpLeft }

/** Where one answers, leaves a note, or gives the thread back. */
export function Composer({ detail, abilities, mode, onMode, field, onReread, onGivenBack }: Props) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const account = useAccount(detail.thread.accountId)
  const [notes, setNotes] = useState({ note: "", giveBack: "" })
  const canGiveBack = me.role === "head" && detail.thread.state === "waiting_department"
  const modes: ComposerMode[] = canGiveBack ? ["reply", "giveBack", "note"] : ["reply", "note"]
  const current = modes.includes(mode) ? mode : "reply"
  const isCall = detail.thread.network === "phone"
  const refusal = abilityFor(abilities, "reply")?.refusal
  return (
    <section className={css.composer} aria-label={t("composer.label")} data-mode={current}>
      {account && <AccountTrouble account={account} />}
      <div className={css.card}>
        <div className={css.tabs} role="group" aria-label={t("composer.label")}>
          {modes.map((each) => {
            const Icon = each === "reply" && isCall ? PhoneCall : ICON[each]
            return (
              <button
                key={each}
                type="button"
                aria-pressed={each === current}
                className={classes(css.tab, each === current && css.active)}
                onClick={() => onMode(each)}
              >
                <Icon size={15} aria-hidden />{" "}
                {each === "reply" && isCall ? t("calls.back.tab") : t(`composer.${each}`)}
              </button>
            )
          })}
        </div>
        {current === "reply" ? (
          isCall ? (
            <CallbackForm detail={detail} field={field} />
          ) : refusal !== null && refusal !== undefined ? (
            <LockedReply detail={detail} reason={refusal} />
          ) : (
            <ReplyForm detail={detail} abilities={abilities} field={field} onReread={onReread} />
          )
        ) : (
          <NoteForm
            key={current}
            threadId={detail.thread.id}
            kind={current}
            text={notes[current]}
            onText={(text) => setNotes((all) => ({ ...all, [current]: text }))}
            field={field}
            onDone={() => (current === "giveBack" ? onGivenBack() : onMode("reply"))}
          />
        )}
      </div>
    </section>
  )
}
