import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { EntryList } from "../../shared/api.ts"
import { Entry, type EntryState, type SaveEntry } from "../../shared/entry.ts"
import { getJson, request } from "../lib/api.ts"

/** The entries in one state, newest first. */
export const entriesQuery = (state: EntryState) =>
  queryOptions({
    queryKey: ["entries", state],
    queryFn: async ({ signal }) => (await getJson(`/api/entries?state=${state}`, EntryList, signal)).entries,
  })

/** One entry. */
export const entryQuery = (entryId: string) =>
  queryOptions({
    queryKey: ["entry", entryId],
    queryFn: ({ signal }) => getJson(`/api/entries/${entryId}`, Entry, signal),
  })

function useKeepEntry() {
  const queries = useQueryClient()
  return (entry: Entry) => {
    queries.setQueryData(entryQuery(entry.id).queryKey, entry)
    void queries.invalidateQueries({ queryKey: ["entries"] })
  }
}

/** Starts an entry from a thread: the draft comes back prefilled. */
export function useProposeEntry() {
  return useMutation({
    mutationFn: (threadId: string) => request("POST", "/api/entries", { body: { threadId }, schema: Entry }),
    onSuccess: useKeepEntry(),
  })
}

/** Saves the text: refused when somebody saved another one meanwhile. */
export function useSaveEntry(entryId: string) {
  return useMutation({
    mutationFn: (body: SaveEntry) => request("PUT", `/api/entries/${entryId}`, { body, schema: Entry }),
    onSuccess: useKeepEntry(),
  })
}

export type EntryStepName = "submit" | "approve" | "archive" | "return"

/** Moves the entry one step: the version is the text that the person was looking at. */
export function useEntryStep(entryId: string) {
  return useMutation({
    mutationFn: ({ step, ...body }: { step: EntryStepName; expectedVersion: number; note?: string }) =>
      request("POST", `/api/entries/${entryId}/${step}`, { body, schema: Entry }),
    onSuccess: useKeepEntry(),
  })
}
