import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query"
import { SignInPage, Workspace } from "../../shared/api.ts"
import type { Account } from "../../shared/account.ts"
import type { Department } from "../../shared/department.ts"
import type { Locale } from "../../shared/person.ts"
import type { Viewer } from "../../shared/thread-view.ts"
import { codeOf, getJson, request } from "../lib/api.ts"
import { language } from "../lib/format.ts"
import { speak } from "../lib/i18n.ts"

/** Who is signed in and what the desk needs to draw itself; null when nobody is. */
export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  queryFn: ({ signal, client }): Promise<Workspace | null> =>
    getJson("/api/workspace", Workspace, signal).catch((error: unknown) => {
      // A session that ends under an open desk is renewed there, without clearing the screen.
      const isOpen = Boolean(client.getQueryData(["workspace"]))
      if (codeOf(error) === "unauthenticated" && !isOpen) return null
      throw error
    }),
  staleTime: Infinity,
})

/** The workspace, below the gate that made sure there is one. */
export function useWorkspace(): Workspace {
  const { data } = useSuspenseQuery(workspaceQuery)
  if (!data) throw new Error("no workspace: nobody is signed in")
  return data
}

/** What the sign-in page may know. */
export const signInPageQuery = queryOptions({
  queryKey: ["sign-in"],
  queryFn: ({ signal }) => getJson("/api/sign-in", SignInPage, signal),
  staleTime: Infinity,
})

/** Signs in: the session is a cookie that scripts cannot read. */
export function useSignIn() {
  return useMutation({
    mutationFn: (input: { email: string; password: string }) =>
      request("POST", "/api/session", { body: input }),
  })
}

/** Signs out and forgets everything that was read. */
export function useSignOut() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => request("DELETE", "/api/session"),
    onSuccess: () => {
      queries.setQueryData(workspaceQuery.queryKey, null)
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "workspace" })
    },
  })
}

/** Changes the language here at once, and in the profile. */
export function useSetLocale() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (locale: Locale) => {
      await speak(locale)
      await request("PUT", "/api/me", { body: { locale } })
    },
    onSuccess: (_, locale) =>
      queries.setQueryData(
        workspaceQuery.queryKey,
        (workspace) => workspace && { ...workspace, me: { ...workspace.me, locale } },
      ),
  })
}

/** Who looks, for the rules shared with the server. */
export function useViewer(): Viewer {
  const { me } = useWorkspace()
  return me
}

/** The city's profile that a thread came to. */
export function useAccount(accountId: string): Account | undefined {
  return useWorkspace().accounts.find(({ id }) => id === accountId)
}

/** A department's name in the interface's language; its id when it is unknown. */
export function useDepartmentName(): (id: string) => string {
  const { departments } = useWorkspace()
  const spoken = language() === "en" ? "en" : "fr"
  return (id) => departments.find((department) => department.id === id)?.name[spoken] ?? id
}

/** The departments one may choose today, in the order the admins gave them. */
export function useDepartments(): Department[] {
  const { departments } = useWorkspace()
  return departments.filter(({ active }) => active).sort((a, b) => a.position - b.position)
}
