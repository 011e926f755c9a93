import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useEffectEvent, useState } from "react"
import { z } from "zod"
import { Entry } from "../../../shared/entry.ts"
import { entryQuery, useSaveEntry } from "../../data/entries.ts"
import { RequestError } from "../../lib/api.ts"
import type { EntryText } from "./findings.ts"

const PAUSE = 700
const Extra = z.object({ entry: Entry })

export type SavingState = "saved" | "dirty" | "saving" | "failed" | "conflict" | "incomplete"

const textOf = ({ question, answer, department, overrides }: Entry): EntryText => ({
  question,
  answer,
  department,
  overrides: overrides.map(({ kind, text, reason }) => ({ kind, text, reason })),
})

/**
 * The text on screen: the server's, until somebody types; then theirs, saved after each pause.
 * `base` is the version it was written on: a save on an older one is refused, and both texts are shown.
 */
export function useEntryEditing(entry: Entry) {
  const queries = useQueryClient()
  const save = useSaveEntry(entry.id)
  const [edit, setEdit] = useState<{ text: EntryText; base: number } | null>(null)
  const [theirs, setTheirs] = useState<Entry | null>(null)
  const text = edit?.text ?? textOf(entry)
  const isComplete = text.question.trim() !== "" && text.answer.trim() !== ""

  /** Saves now; null when it could not be. */
  const flush = async (): Promise<Entry | null> => {
    if (!edit) return entry
    if (!isComplete) return null
    try {
      const saved = await save.mutateAsync({ ...edit.text, expectedVersion: edit.base })
      // What was typed meanwhile goes on from the version just saved.
      setEdit((now) => (now && now.text !== edit.text ? { ...now, base: saved.version } : null))
      return saved
    } catch (error) {
      if (error instanceof RequestError && error.code === "stale_entry") {
        const extra = Extra.safeParse(error.problem?.extra)
        setTheirs(extra.data?.entry ?? (await queries.fetchQuery({ ...entryQuery(entry.id), staleTime: 0 })))
      }
      return null
    }
  }

  const { isPending } = save
  const saveAfterPause = useEffectEvent(() => void flush())
  useEffect(() => {
    if (!edit || theirs || isPending) return
    const timer = setTimeout(() => saveAfterPause(), PAUSE)
    return () => clearTimeout(timer)
  }, [edit, theirs, isPending])

  const leave = useEffectEvent(() => {
    if (edit && !theirs && isComplete && !isPending) save.mutate({ ...edit.text, expectedVersion: edit.base })
  })
  useEffect(() => () => leave(), [])

  const state: SavingState = theirs
    ? "conflict"
    : isPending
      ? "saving"
      : edit && !isComplete
        ? "incomplete"
        : edit
          ? save.isError
            ? "failed"
            : "dirty"
          : "saved"

  return {
    text,
    state,
    theirs,
    error: theirs ? null : save.error,
    flush,
    change: (patch: Partial<EntryText>) =>
      setEdit((now) => ({ text: { ...(now?.text ?? text), ...patch }, base: now?.base ?? entry.version })),
    keepMine: () => {
      setEdit((now) => now && { ...now, base: theirs?.version ?? now.base })
      setTheirs(null)
    },
    takeTheirs: () => {
      if (theirs) queries.setQueryData(entryQuery(entry.id).queryKey, theirs)
      setEdit(null)
      setTheirs(null)
    },
  }
}
