import { createContext, useContext, useSyncExternalStore } from "react"
import type { CallDraft } from "./call-draft.ts"
import type { DraftKeeper } from "./draft-keeper.ts"
import type { HeldReplies } from "./held-replies.ts"
import type { LiveLink } from "./live-link.ts"
import type { PictureKeeper } from "./picture-keeper.ts"

/** What lives as long as the page, whatever is on screen. */
export type DeskTools = {
  link: LiveLink
  drafts: DraftKeeper
  held: HeldReplies
  call: CallDraft
  pictures: PictureKeeper
}

/** Provided once, by the app or a test. */
export const DeskToolsContext = createContext<DeskTools | null>(null)

/** The desk's long-lived parts. */
export function useDeskTools(): DeskTools {
  const tools = useContext(DeskToolsContext)
  if (!tools) throw new Error("the desk's tools are missing: render below the app")
  return tools
}

/** The state of the live channel. */
export function useLinkStatus() {
  const { link } = useDeskTools()
  return useSyncExternalStore(link.subscribe, link.status)
}
