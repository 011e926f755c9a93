import { type FormEvent, useState } from "react"
import { useTranslation } from "react-i18next"
import { useSignIn } from "../../data/workspace.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Button } from "../../ui/button.tsx"
import { TextField } from "../../ui/field.tsx"
import css from "./sign-in.module.css"

/** Address and password. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const { t } = useTranslation()
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")
  const signIn = useSignIn()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ email, password }, { onSuccess: onSignedIn })
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <TextField
        label={t("signIn.email")}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={t("signIn.password")}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={signIn.isError ? problemLine(signIn.error) : undefined}
      />
      <Button type="submit" look="solid" busy={signIn.isPending}>
        {t("signIn.submit")}
      </Button>
    </form>
  )
}
