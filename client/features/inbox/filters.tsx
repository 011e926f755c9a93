import { FilterX } from "lucide-react"
import type { Ref } from "react"
import { useTranslation } from "react-i18next"
import { Sentiment } from "../../../shared/classification.ts"
import { Network } from "../../../shared/network.ts"
import type { ThreadFilters } from "../../../shared/thread-view.ts"
import { useDepartmentName, useDepartments, useWorkspace } from "../../data/workspace.ts"
import { IconButton } from "../../ui/button.tsx"
import { SelectField } from "../../ui/field.tsx"
import css from "./thread-list.module.css"

type Props = {
  filters: ThreadFilters
  onChange: (filters: ThreadFilters) => void
  groupRef: Ref<HTMLDivElement>
}

/** Narrows the list. What is chosen is in the address. */
export function Filters({ filters, onChange, groupRef }: Props) {
  const { t } = useTranslation()
  const { accounts } = useWorkspace()
  const departments = useDepartments()
  const nameOf = useDepartmentName()
  const networks = Network.options.filter((network) =>
    accounts.some((account) => account.network === network),
  )
  const set = (name: keyof ThreadFilters, value: string) => {
    const { [name]: _, ...others } = filters
    onChange(value === "" ? others : { ...others, [name]: value })
  }
  return (
    <div className={css.filters} role="group" aria-label={t("inbox.filters")} ref={groupRef}>
      <SelectField
        small
        hideLabel
        label={t("inbox.department")}
        value={filters.department ?? ""}
        onChange={(event) => set("department", event.target.value)}
      >
        <option value="">{t("inbox.allDepartments")}</option>
        <option value="none">{t("inbox.noDepartment")}</option>
        {departments.map(({ id }) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </SelectField>
      <SelectField
        small
        hideLabel
        label={t("inbox.sentiment")}
        value={filters.sentiment ?? ""}
        onChange={(event) => set("sentiment", event.target.value)}
      >
        <option value="">{t("inbox.allSentiments")}</option>
        {Sentiment.options.map((sentiment) => (
          <option key={sentiment} value={sentiment}>
            {t(`words.sentiment.${sentiment}`)}
          </option>
        ))}
      </SelectField>
      {(networks.length > 1 || filters.network !== undefined) && (
        <SelectField
          small
          hideLabel
          label={t("inbox.network")}
          value={filters.network ?? ""}
          onChange={(event) => set("network", event.target.value)}
        >
          <option value="">{t("inbox.allNetworks")}</option>
          {networks.map((network) => (
            <option key={network} value={network}>
              {t(`words.network.${network}`)}
            </option>
          ))}
        </SelectField>
      )}
      {Object.keys(filters).length > 0 && (
        <IconButton icon={FilterX} label={t("inbox.clear")} onClick={() => onChange({})} />
      )}
    </div>
  )
}
