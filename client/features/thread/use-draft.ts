import { useEffect, useEffectEvent, useSyncExternalStore } from "react"
import type { Draft } from "../../../shared/thread.ts"
import type { DraftState } from "../../lib/draft-keeper.ts"
import { useDeskTools } from "../../lib/desk-tools.ts"

/** What is being written on this thread: here first, on the server within a second. */
export function useDraft(threadId: string, onServer: Draft) {
  const { drafts } = useDeskTools()
  const kept = useSyncExternalStore(drafts.subscribe, () => drafts.get(threadId))
  const leave = useEffectEvent(() => void drafts.flush(threadId))
  useEffect(() => () => leave(), [])
  const state: DraftState = kept?.state ?? (onServer.text === "" ? "clean" : "saved")
  return {
    text: kept?.text ?? onServer.text,
    state,
    write: (text: string) => drafts.write(threadId, text),
  }
}
