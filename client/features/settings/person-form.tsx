import { type FormEvent, useState } from "react"
import { useTranslation } from "react-i18next"
import type { z } from "zod"
import { CreatePerson, type Person, Role, UpdatePerson } from "../../../shared/person.ts"
import { useSavePerson } from "../../data/people.ts"
import { useDepartmentName, useDepartments } from "../../data/workspace.ts"
import { codeOf } from "../../lib/api.ts"
import { problemWords } from "../../lib/problem-words.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Checkbox, SelectField, TextField } from "../../ui/field.tsx"
import { toast } from "../../ui/toaster.tsx"
import css from "./settings.module.css"

type Faults = Partial<Record<string, string>>

/** Adds a person, or changes what one may do. The rules are those of the server. */
export function PersonForm({ person, onClose }: { person: Person | null; onClose: () => void }) {
  const { t } = useTranslation()
  const nameOf = useDepartmentName()
  const departments = useDepartments()
  const save = useSavePerson()
  const [form, setForm] = useState({
    name: person?.name ?? "",
    email: person?.email ?? "",
    role: person?.role ?? "agent",
    departments: person?.departments ?? [],
    active: person?.active ?? true,
    password: "",
  })
  const [faults, setFaults] = useState<Faults>({})
  const set = <K extends keyof typeof form>(name: K, value: (typeof form)[K]) =>
    setForm({ ...form, [name]: value })

  const explain = (issues: z.ZodError["issues"]): Faults =>
    Object.fromEntries(
      issues.map(({ path: [field] }) => {
        const name = String(field)
        if (name === "departments") return [name, t("settings.people.needsDepartment")]
        if (name === "password") return [name, t("settings.people.tooShort")]
        if (name === "email") return [name, t("settings.people.badEmail")]
        return [name, t("settings.people.required")]
      }),
    )

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { email, active, password, ...common } = form
    const checked = person
      ? UpdatePerson.safeParse({ ...common, active, ...(password !== "" && { password }) })
      : CreatePerson.safeParse({ ...common, email, password })
    if (!checked.success) return setFaults(explain(checked.error.issues))
    setFaults({})
    const input = person
      ? { id: person.id, person: checked.data as UpdatePerson }
      : { id: null, person: checked.data as CreatePerson }
    save.mutate(input, {
      onSuccess: ({ name }) => {
        toast(person ? t("settings.people.updated") : t("settings.people.created", { name }))
        onClose()
      },
    })
  }
  const problem = save.isError ? problemWords(save.error) : null
  const isEmailTaken = save.isError && codeOf(save.error) === "email_taken"
  return (
    <Dialog
      title={person ? t("settings.people.edit", { name: person.name }) : t("settings.people.add")}
      closeLabel={t("common.close")}
      onClose={onClose}
    >
      <form className={css.form} onSubmit={submit} noValidate>
        <TextField
          label={t("settings.people.name")}
          autoComplete="off"
          value={form.name}
          onChange={(event) => set("name", event.target.value)}
          error={faults.name}
        />
        {!person && (
          <TextField
            label={t("settings.people.email")}
            type="email"
            autoComplete="off"
            value={form.email}
            onChange={(event) => set("email", event.target.value)}
            error={faults.email ?? (isEmailTaken ? problem?.title : undefined)}
          />
        )}
        <SelectField
          label={t("settings.people.role")}
          value={form.role}
          onChange={(event) => set("role", Role.parse(event.target.value))}
        >
          {Role.options.map((role) => (
            <option key={role} value={role}>
              {t(`words.role.${role}`)}
            </option>
          ))}
        </SelectField>
        {form.role === "head" && (
          <fieldset className={css.departments}>
            <legend>{t("settings.people.departments")}</legend>
            <p>{t("settings.people.departmentsHelp")}</p>
            <div>
              {departments.map(({ id }) => (
                <Checkbox
                  key={id}
                  label={nameOf(id)}
                  checked={form.departments.includes(id)}
                  onChange={(event) =>
                    set(
                      "departments",
                      event.target.checked
                        ? [...form.departments, id]
                        : form.departments.filter((each) => each !== id),
                    )
                  }
                />
              ))}
            </div>
            {faults.departments !== undefined && <p role="alert">{faults.departments}</p>}
          </fieldset>
        )}
        <TextField
          label={person ? t("settings.people.newPassword") : t("settings.people.password")}
          type="password"
          autoComplete="new-password"
          value={form.password}
          onChange={(event) => set("password", event.target.value)}
          help={person ? t("settings.people.newPasswordHelp") : t("settings.people.passwordHelp")}
          error={faults.password}
        />
        {person && (
          <Checkbox
            label={t("settings.people.active")}
            checked={form.active}
            onChange={(event) => set("active", event.target.checked)}
          />
        )}
        {problem && !isEmailTaken && (
          <p role="alert" className={css.alert}>
            {problem.title}. {problem.detail}
          </p>
        )}
        <div className={css.formActions}>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="solid" busy={save.isPending}>
            {t("common.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
