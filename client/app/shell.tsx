import { Menu } from "lucide-react"
import { type ReactNode, useState } from "react"
import { useTranslation } from "react-i18next"
import { useLocation } from "wouter"
import { useLine } from "../data/calls.ts"
import { useWorkspace } from "../data/workspace.ts"
import { LogCallDialog } from "../features/calls/log-call-dialog.tsx"
import { useShortcuts } from "../lib/shortcuts.ts"
import { TWO_COLUMNS, useMedia } from "../lib/use-media.ts"
import { IconButton } from "../ui/button.tsx"
import { Dialog } from "../ui/dialog.tsx"
import { Mark } from "../ui/mark.tsx"
import { Toaster } from "../ui/toaster.tsx"
import { HeldToast } from "./held-toast.tsx"
import { KeysHelp } from "./keys-help.tsx"
import { Rail } from "./rail.tsx"
import css from "./shell.module.css"

/** The frame around every screen: the menu at the left, or above on a phone. */
export function Shell({ openThread, children }: { openThread: string | null; children: ReactNode }) {
  const { t } = useTranslation()
  const { demo } = useWorkspace()
  const hasRoom = useMedia(TWO_COLUMNS)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [areKeysShown, setKeysShown] = useState(false)
  const line = useLine()
  const [isCallOpen, setCallOpen] = useState(false)
  const [, navigate] = useLocation()
  const noteCall = line && (() => setCallOpen(true))
  useShortcuts({ "?": () => setKeysShown(true), ...(noteCall && { t: noteCall }) })
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#content">
        {t("rail.skip")}
      </a>
      {hasRoom ? (
        <div className={css.side}>
          <Rail onShowKeys={() => setKeysShown(true)} onNoteCall={noteCall} />
        </div>
      ) : (
        <header className={css.top} data-in-thread={openThread !== null || undefined}>
          <IconButton icon={Menu} label={t("rail.menu")} onClick={() => setMenuOpen(true)} />
          <Mark size={24} />
          <strong>{t("app.name")}</strong>
          {demo && <span className={css.demo}>{t("demo.mark")}</span>}
        </header>
      )}
      <div className={css.content} id="content" tabIndex={-1}>
        {children}
      </div>
      {isMenuOpen && !hasRoom && (
        <Dialog
          title={t("rail.menu")}
          closeLabel={t("common.close")}
          shape="menu"
          onClose={() => setMenuOpen(false)}
        >
          <Rail
            onGo={() => setMenuOpen(false)}
            onNoteCall={
              noteCall &&
              (() => {
                setMenuOpen(false)
                noteCall()
              })
            }
            onShowKeys={() => {
              setMenuOpen(false)
              setKeysShown(true)
            }}
          />
        </Dialog>
      )}
      {line && isCallOpen && (
        <LogCallDialog
          line={line}
          onClose={() => setCallOpen(false)}
          onOpen={(threadId) => {
            setCallOpen(false)
            navigate(`/threads/${threadId}`)
          }}
        />
      )}
      {areKeysShown && <KeysHelp onClose={() => setKeysShown(false)} />}
      <Toaster closeLabel={t("common.close")}>
        <HeldToast openThread={openThread} />
      </Toaster>
    </div>
  )
}
