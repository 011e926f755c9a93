import { Clock, Frown, type LucideIcon, Meh, Siren, Smile } from "lucide-react"
import { useTranslation } from "react-i18next"
import type { Sentiment, Urgency } from "../../shared/classification.ts"
import { Chip, type Tone } from "./chip.tsx"

/** The icon of each mood. */
export const SENTIMENT_ICON: Record<Sentiment, LucideIcon> = {
  negative: Frown,
  neutral: Meh,
  positive: Smile,
}
const TONE: Record<Sentiment, Tone> = { negative: "danger", neutral: "plain", positive: "good" }

/** A mood in a face and a word. */
export function SentimentChip({ sentiment, bare = false }: { sentiment: Sentiment; bare?: boolean }) {
  const { t } = useTranslation()
  return (
    <Chip tone={TONE[sentiment]} icon={SENTIMENT_ICON[sentiment]} bare={bare}>
      {t(`words.sentiment.${sentiment}`)}
    </Chip>
  )
}

/** An urgency, when there is one. */
export function UrgencyChip({ urgency }: { urgency: Urgency }) {
  const { t } = useTranslation()
  if (urgency === "normal") return null
  return (
    <Chip tone={urgency === "emergency" ? "danger" : "warn"} icon={urgency === "emergency" ? Siren : Clock}>
      {t(`words.urgency.${urgency}`)}
    </Chip>
  )
}
