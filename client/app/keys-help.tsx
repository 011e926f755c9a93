import { useTranslation } from "react-i18next"
import { useLine } from "../data/calls.ts"
import { useShortcutsEnabled } from "../lib/shortcuts.ts"
import { Banner } from "../ui/banner.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { KeyboardOff } from "lucide-react"
import css from "./keys-help.module.css"

/** The keys of the desk, by what one wants to do. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [enabled] = useShortcutsEnabled()
  const line = useLine()
  const groups = [
    {
      name: t("keys.groups.move"),
      keys: [
        ["j", t("keys.j")],
        ["k", t("keys.k")],
        ["o", t("keys.o")],
        [t("keys.enter"), t("keys.o")],
        ["/", t("keys.filter")],
        ["?", t("keys.help")],
      ],
    },
    {
      name: t("keys.groups.act"),
      keys: [
        ["i", t("keys.i")],
        ["d", t("keys.d")],
        ["c", t("keys.c")],
        ["p", t("keys.p")],
        ["e", t("keys.e")],
        ["z", t("keys.z")],
        ...(line
          ? [
              ["v", t("keys.v")],
              ["t", t("keys.t")],
            ]
          : []),
      ],
    },
    {
      name: t("keys.groups.write"),
      keys: [
        ["r", t("keys.r")],
        ["n", t("keys.n")],
        [t("keys.ctrlEnter"), t("keys.send")],
        [t("keys.esc"), t("keys.escape")],
      ],
    },
  ]
  return (
    <Dialog title={t("keys.title")} closeLabel={t("common.close")} onClose={onClose}>
      {enabled === "off" && <Banner tone="warn" icon={KeyboardOff} title={t("keys.off")} />}
      <p className={css.lead}>{t("keys.lead")}</p>
      <div className={css.groups}>
        {groups.map(({ name, keys }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl className={css.keys}>
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
