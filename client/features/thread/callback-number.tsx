import { useQuery } from "@tanstack/react-query"
import { Eye, Phone, PhoneOff } from "lucide-react"
import { useEffect, useRef } from "react"
import { useTranslation } from "react-i18next"
import { formatPhone } from "../../../shared/phone-number.ts"
import type { Thread } from "../../../shared/thread.ts"
import { callbackNumberQuery, useRevealNumber } from "../../data/calls.ts"
import { codeOf } from "../../lib/api.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { useShortcuts } from "../../lib/shortcuts.ts"
import { Button } from "../../ui/button.tsx"
import { toast } from "../../ui/toaster.tsx"
import css from "./callback-form.module.css"

/** The number to call: shown to who asks for it, which the thread tells; gone when one leaves the thread. */
export function CallbackNumber({ thread }: { thread: Thread }) {
  const { t } = useTranslation()
  const { data } = useQuery(callbackNumberQuery(thread))
  const reveal = useRevealNumber(thread.id)
  const number = reveal.data?.number
  const link = useRef<HTMLAnchorElement>(null)
  // The button that asked is gone: calling is the next thing to do.
  useEffect(() => link.current?.focus(), [number])
  const show = () => {
    if (!data?.kept || number !== undefined || reveal.isPending) return
    reveal.mutate(undefined, {
      onError: (error) =>
        toast(codeOf(error) === "not_possible" ? t("calls.back.unknown") : problemLine(error), "danger"),
    })
  }
  useShortcuts({ v: show })

  if (number !== undefined) {
    const readable = formatPhone(number)
    return (
      <p className={css.number}>
        <a ref={link} href={`tel:${number}`} aria-label={t("calls.back.call", { number: readable })}>
          <Phone size={16} aria-hidden /> {readable}
        </a>
      </p>
    )
  }
  if (!data) return <div className={css.number} aria-busy />
  if (!data.kept)
    return (
      <p className={css.none}>
        <PhoneOff size={15} aria-hidden />
        <span>
          <strong>{t("calls.back.none")}</strong> {t("calls.back.noneDetail")}
        </span>
      </p>
    )
  return (
    <p className={css.number}>
      <Button icon={Eye} size="s" hint="v" busy={reveal.isPending} onClick={show}>
        {t("calls.back.reveal")}
      </Button>
      <span className={css.hint}>{t("calls.back.revealHint")}</span>
    </p>
  )
}
