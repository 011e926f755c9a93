import { ExternalLink, MessageCircleOff } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { RefusalReason } from "../../../shared/account.ts"
import type { ThreadDetail } from "../../../shared/api.ts"
import { Banner } from "../../ui/banner.tsx"

/** Why nobody can answer from here, in place of the field. */
export function LockedReply({ detail, reason }: { detail: ThreadDetail; reason: RefusalReason }) {
  const { t } = useTranslation()
  const network = t(`words.network.${detail.thread.network}`)
  const link = detail.messages.findLast(({ direction }) => direction === "in")?.permalink
  return (
    <Banner tone="calm" icon={MessageCircleOff} role="status" title={t("composer.locked")}>
      <p>
        {t(`words.reason.${reason}`, { network })} {t("composer.lockedDetail")}
      </p>
      {link && (
        <a href={link} target="_blank" rel="noreferrer">
          {t("thread.permalink", { network })} <ExternalLink size={13} aria-hidden />
        </a>
      )}
    </Banner>
  )
}
