import { type FormEvent, useState } from "react"
import { useTranslation } from "react-i18next"
import { Keywords } from "../../../shared/account-health.ts"
import { useSetKeywords } from "../../data/accounts.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Button } from "../../ui/button.tsx"
import { TextField } from "../../ui/field.tsx"
import { toast } from "../../ui/toaster.tsx"
import css from "./account-details.module.css"

const wordsIn = (text: string): string[] =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "")

/** The words that the network is searched for, beside what is said to the account. */
export function KeywordsForm({ accountId, keywords }: { accountId: string; keywords: string[] }) {
  const { t } = useTranslation()
  const save = useSetKeywords()
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? keywords.join(", ")
  const fit = Keywords.safeParse({ keywords: wordsIn(shown) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!fit.success) return
    save.mutate(
      { accountId, keywords: fit.data.keywords },
      {
        onSuccess: () => {
          toast(t("settings.keywords.saved"))
          setText(null)
        },
        onError: (error) => toast(problemLine(error), "danger"),
      },
    )
  }
  return (
    <form className={css.keywords} onSubmit={submit}>
      <TextField
        label={t("settings.keywords.label")}
        help={t("settings.keywords.help")}
        error={fit.success ? undefined : t("settings.keywords.wrong")}
        value={shown}
        onChange={(event) => setText(event.target.value)}
      />
      {text !== null && (
        <Button look="solid" type="submit" disabled={!fit.success} busy={save.isPending}>
          {t("settings.keywords.save")}
        </Button>
      )}
    </form>
  )
}
