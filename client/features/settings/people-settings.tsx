import { useQuery } from "@tanstack/react-query"
import { Pencil, UserPlus } from "lucide-react"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { Person } from "../../../shared/person.ts"
import { peopleQuery } from "../../data/people.ts"
import { useDepartmentName } from "../../data/workspace.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Avatar } from "../../ui/avatar.tsx"
import { Button, IconButton } from "../../ui/button.tsx"
import { Chip } from "../../ui/chip.tsx"
import { PersonForm } from "./person-form.tsx"
import card from "../../ui/card.module.css"
import css from "./settings.module.css"

/** Who signs in, and what each may see. */
export function PeopleSettings() {
  const { t } = useTranslation()
  const nameOf = useDepartmentName()
  const { data: people = [], error } = useQuery(peopleQuery)
  const [edited, setEdited] = useState<Person | "new" | null>(null)
  return (
    <>
      <div className={css.toolbar}>
        <Button look="solid" icon={UserPlus} onClick={() => setEdited("new")}>
          {t("settings.people.add")}
        </Button>
      </div>
      {error && <p role="alert">{problemLine(error)}</p>}
      {people.length > 0 && (
        <ul className={`${card.card} ${card.rows}`}>
          {people.map((person) => (
            <li key={person.id} className={css.person} data-inactive={!person.active || undefined}>
              <Avatar name={person.name} title="" />
              <div className={css.personWords}>
                <strong>{person.name}</strong>
                <span>{person.email}</span>
              </div>
              <div className={css.chips}>
                <Chip tone={person.role === "admin" ? "accent" : "plain"}>
                  {t(`words.role.${person.role}`)}
                </Chip>
                {person.departments.map((id) => (
                  <Chip key={id} tone="calm">
                    {nameOf(id)}
                  </Chip>
                ))}
                {!person.active && <Chip tone="dashed">{t("settings.people.inactive")}</Chip>}
              </div>
              <IconButton
                icon={Pencil}
                label={t("settings.people.edit", { name: person.name })}
                onClick={() => setEdited(person)}
              />
            </li>
          ))}
        </ul>
      )}
      {edited !== null && (
        <PersonForm person={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  )
}
