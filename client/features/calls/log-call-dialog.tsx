import { useEffect, useRef, useState, useSyncExternalStore } from "react"
import type { KeyboardEvent } from "react"
import { useTranslation } from "react-i18next"
import type { Account } from "../../../shared/account.ts"
import { formatPhone, toE164 } from "../../../shared/phone-number.ts"
import type { Thread } from "../../../shared/thread.ts"
import { useLogCall } from "../../data/calls.ts"
import { RequestError } from "../../lib/api.ts"
import { type CallNotes, isBlank } from "../../lib/call-draft.ts"
import { useDeskTools } from "../../lib/desk-tools.ts"
import { Dialog } from "../../ui/dialog.tsx"
import { CallFields } from "./call-fields.tsx"
import { type CallFaults, faultsOf } from "./call-faults.ts"
import { CallFoot, LeaveQuestion } from "./call-foot.tsx"
import { CallNews } from "./call-news.tsx"
import css from "./log-call.module.css"

export type SavedCall = { thread: Thread; settled: boolean }

type Props = { line: Account; onOpen: (threadId: string) => void; onClose: () => void }

/** Notes one call after the other, without leaving the keyboard. */
export function LogCallDialog({ line, onOpen, onClose }: Props) {
  const { t } = useTranslation()
  const { call } = useDeskTools()
  const notes = useSyncExternalStore(call.subscribe, call.get)
  const log = useLogCall()
  const form = useRef<HTMLFormElement>(null)
  const [faults, setFaults] = useState<CallFaults>({ number: false, request: false })
  const [isLeaving, setLeaving] = useState(false)
  const [saved, setSaved] = useState<SavedCall | null>(null)
  const focusOn = (field: keyof CallNotes) =>
    form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus()
  // After the dialog opened, which gives the focus to its first button.
  useEffect(() => form.current?.querySelector<HTMLElement>('[name="name"]')?.focus(), [])

  const save = (settled: boolean) => {
    if (log.isPending) return
    const found = faultsOf(notes)
    setFaults(found)
    if (found.number || found.request) return focusOn(found.number ? "number" : "request")
    log.mutate(
      { ...notes, settled },
      {
        onSuccess: (thread) => {
          call.clear()
          setSaved({ thread, settled })
          focusOn("name")
        },
        onError: (error) => {
          const isNumber = error instanceof RequestError && error.problem?.fields?.["number"] !== undefined
          setFaults({ number: isNumber, request: false })
        },
      },
    )
  }
  const leave = () => {
    if (isBlank(notes)) onClose()
    else setLeaving(true)
  }
  const goOn = () => {
    setLeaving(false)
    focusOn("request")
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === "Escape") {
      // Left to the browser, a second Escape would close the dialog whatever we say.
      event.preventDefault()
      return isLeaving ? goOn() : leave()
    }
    if (event.key !== "Enter" || isLeaving) return
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      save(event.shiftKey)
    } else if (event.altKey && saved) {
      event.preventDefault()
      onOpen(saved.thread.id)
    } else if (event.target instanceof HTMLInputElement) {
      event.preventDefault()
      nextField(event.target)?.focus()
    }
  }
  const write = (change: Partial<CallNotes>) => {
    call.write(change)
    setFaults((known) => ({
      number: known.number && change.number === undefined,
      request: known.request && change.request === undefined,
    }))
  }
  const number = toE164(line.externalId)

  return (
    <Dialog title={t("calls.log.title")} closeLabel={t("common.close")} onClose={leave}>
      <form
        ref={form}
        className={css.form}
        noValidate
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={press}
      >
        <p className={css.line}>
          {t("calls.log.line", { name: line.name, line: number ? formatPhone(number) : line.externalId })}
        </p>
        <CallNews saved={saved} error={log.error} onOpen={onOpen} />
        <CallFields
          notes={notes}
          faults={faults}
          onWrite={write}
          onNumberDone={() => {
            const understood = toE164(notes.number)
            if (understood !== null) call.write({ number: formatPhone(understood) })
            setFaults((known) => ({ ...known, number: faultsOf(notes).number }))
          }}
        />
        {isLeaving ? (
          <LeaveQuestion
            onKeep={onClose}
            onDiscard={() => {
              call.clear()
              onClose()
            }}
            onBack={goOn}
          />
        ) : (
          <CallFoot isBusy={log.isPending} onSave={save} />
        )}
      </form>
    </Dialog>
  )
}

/** The field after this one, in the order of the form. */
function nextField(field: HTMLInputElement): HTMLElement | null {
  const fields = [...(field.form?.querySelectorAll<HTMLElement>("input, textarea") ?? [])]
  return fields[fields.indexOf(field) + 1] ?? null
}
