import { CheckCheck, PhoneIncoming, Trash2 } from "lucide-react"
import { useTranslation } from "react-i18next"
import { Button } from "../../ui/button.tsx"
import css from "./log-call.module.css"

/** Saving: for somebody to deal with, or as settled. */
export function CallFoot({ isBusy, onSave }: { isBusy: boolean; onSave: (settled: boolean) => void }) {
  const { t } = useTranslation()
  return (
    <div className={css.foot}>
      <Button
        icon={CheckCheck}
        hint={t("calls.log.ctrlShiftEnter")}
        disabled={isBusy}
        onClick={() => onSave(true)}
      >
        {t("calls.log.saveSettled")}
      </Button>
      <Button
        look="solid"
        icon={PhoneIncoming}
        hint={t("keys.ctrlEnter")}
        busy={isBusy}
        onClick={() => onSave(false)}
      >
        {t("calls.log.save")}
      </Button>
    </div>
  )
}

/** Asked before anything written would go out of sight. */
export function LeaveQuestion(props: { onKeep: () => void; onDiscard: () => void; onBack: () => void }) {
  const { t } = useTranslation()
  return (
    <div
      className={css.leave}
      role="alertdialog"
      aria-labelledby="leave-title"
      aria-describedby="leave-detail"
    >
      <p id="leave-title">{t("calls.log.leaveTitle")}</p>
      <p id="leave-detail">{t("calls.log.leaveDetail")}</p>
      <div className={css.foot}>
        <Button look="quiet" hint={t("keys.esc")} onClick={props.onBack}>
          {t("calls.log.back")}
        </Button>
        <Button icon={Trash2} onClick={props.onDiscard}>
          {t("calls.log.discard")}
        </Button>
        <Button look="solid" autoFocus onClick={props.onKeep}>
          {t("calls.log.keep")}
        </Button>
      </div>
    </div>
  )
}
