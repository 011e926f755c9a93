import { ArrowDown, ArrowUp, Eye, EyeOff, Pencil } from "lucide-react"
import { type FormEvent, useState } from "react"
import { useTranslation } from "react-i18next"
import type { Department } from "../../../shared/department.ts"
import { useSaveDepartment } from "../../data/people.ts"
import { useDepartmentName, useWorkspace } from "../../data/workspace.ts"
import { problemLine } from "../../lib/problem-words.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { Chip } from "../../ui/chip.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { TextField } from "../../ui/field.tsx"
import { toast } from "../../ui/toaster.tsx"
import card from "../../ui/card.module.css"
import css from "./settings.module.css"

/** The departments: their names, their order, and whether they are offered. */
export function DepartmentsSettings() {
  const { t } = useTranslation()
  const { departments } = useWorkspace()
  const nameOf = useDepartmentName()
  const save = useSaveDepartment()
  const [renamed, setRenamed] = useState<Department | null>(null)
  const ordered = [...departments].sort((a, b) => a.position - b.position)

  const keep = (changed: readonly Department[]) => {
    void Promise.all(changed.map((department) => save.mutateAsync(department))).then(
      () => toast(t("settings.departments.saved")),
      (error: unknown) => toast(problemLine(error), "danger"),
    )
  }
  const swap = (index: number, step: 1 | -1) => {
    const [one, other] = [ordered[index], ordered[index + step]]
    if (!one || !other) return
    // Equal positions would swap into themselves.
    const [low, high] = [index, index + step]
    keep([
      { ...one, position: high },
      { ...other, position: low },
      ...ordered
        .map((department, position) => ({ ...department, position }))
        .filter(
          ({ id, position }) => id !== one.id && id !== other.id && ordered[position]?.position !== position,
        ),
    ])
  }

  return (
    <>
      <ul className={`${card.card} ${card.rows}`}>
        {ordered.map((department, index) => {
          const name = nameOf(department.id)
          return (
            <li
              key={department.id}
              className={css.department}
              data-inactive={!department.active || undefined}
            >
              <div className={css.personWords}>
                <strong>{department.name.fr}</strong>
                <span lang="en">{department.name.en}</span>
              </div>
              {!department.active && <Chip tone="dashed">{t("settings.departments.hidden")}</Chip>}
              <div className={css.rowActs}>
                <IconButton
                  icon={ArrowUp}
                  label={t("settings.departments.up", { name })}
                  disabled={index === 0 || save.isPending}
                  onClick={() => swap(index, -1)}
                />
                <IconButton
                  icon={ArrowDown}
                  label={t("settings.departments.down", { name })}
                  disabled={index === ordered.length - 1 || save.isPending}
                  onClick={() => swap(index, 1)}
                />
                <IconButton
                  icon={department.active ? EyeOff : Eye}
                  label={t(department.active ? "settings.departments.hide" : "settings.departments.show", {
                    name,
                  })}
                  onClick={() => keep([{ ...department, active: !department.active }])}
                />
                <IconButton
                  icon={Pencil}
                  label={t("settings.departments.rename", { name })}
                  onClick={() => setRenamed(department)}
                />
              </div>
            </li>
          )
        })}
      </ul>
      {renamed && (
        <RenameDialog
          department={renamed}
          onClose={() => setRenamed(null)}
          onRename={(name) => {
            keep([{ ...renamed, name }])
            setRenamed(null)
          }}
        />
      )}
    </>
  )
}

type RenameProps = {
  department: Department
  onClose: () => void
  onRename: (name: Department["name"]) => void
}

function RenameDialog({ department, onClose, onRename }: RenameProps) {
  const { t } = useTranslation()
  const nameOf = useDepartmentName()
  const [name, setName] = useState(department.name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onRename(name)
  }
  return (
    <Dialog
      title={t("settings.departments.rename", { name: nameOf(department.id) })}
      closeLabel={t("common.close")}
      onClose={onClose}
    >
      <form className={css.form} onSubmit={submit}>
        <TextField
          label={t("settings.departments.french")}
          required
          maxLength={80}
          value={name.fr}
          onChange={(event) => setName({ ...name, fr: event.target.value })}
        />
        <TextField
          label={t("settings.departments.english")}
          required
          maxLength={80}
          value={name.en}
          onChange={(event) => setName({ ...name, en: event.target.value })}
        />
        <div className={css.formActions}>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="solid">
            {t("common.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
