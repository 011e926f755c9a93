import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { z } from "zod"
import { AccountHealthList } from "../../shared/account-health.ts"
import { Account } from "../../shared/account.ts"
import { QuarantineList } from "../../shared/api.ts"
import type { Network } from "../../shared/network.ts"
import { getJson, request } from "../lib/api.ts"
import { workspaceQuery } from "./workspace.ts"

const HEALTH_EVERY_MS = 5_000

/** How the connection of every account is doing. Asked again and again: most of it changes with every poll. */
export const accountHealthQuery = queryOptions({
  queryKey: ["account-health"],
  queryFn: async ({ signal }) => (await getJson("/api/accounts/health", AccountHealthList, signal)).accounts,
  refetchInterval: HEALTH_EVERY_MS,
})

/** Puts an account as the server sees it in its place, or beside the others. */
function useKeepAccount() {
  const queries = useQueryClient()
  return (account: Account) => {
    queries.setQueryData(workspaceQuery.queryKey, (workspace) => {
      if (!workspace) return workspace
      const others = workspace.accounts.filter(({ id }) => id !== account.id)
      const isKnown = others.length < workspace.accounts.length
      const accounts = isKnown
        ? workspace.accounts.map((each) => (each.id === account.id ? account : each))
        : [...others, account]
      return { ...workspace, accounts }
    })
    void queries.invalidateQueries({ queryKey: accountHealthQuery.queryKey })
  }
}

/** Tries an account's connection again; the answer says how it is now. */
export function useCheckAccount() {
  const keep = useKeepAccount()
  return useMutation({
    mutationFn: (accountId: string) =>
      request("POST", `/api/accounts/${accountId}/check`, { body: {}, schema: Account }),
    onSuccess: keep,
  })
}

/** Asks for the address of the network's page of consent. */
export function useAskConsent() {
  return useMutation({
    mutationFn: (asked: { network: Network; accountId: string | null }) =>
      request("POST", "/api/connections", { body: asked, schema: z.object({ url: z.url() }) }),
  })
}

/** Connects an account by a token. */
export function useConnectByToken() {
  const keep = useKeepAccount()
  return useMutation({
    mutationFn: (given: { network: Network; token: string; accountId: string | null }) =>
      request("POST", "/api/connections/token", { body: given, schema: Account }),
    onSuccess: keep,
  })
}

/** Gives an account's access back. The account says so by the live link. */
export function useDisconnect() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (accountId: string) => request("DELETE", `/api/connections/${accountId}`),
    onSettled: () => queries.invalidateQueries({ queryKey: accountHealthQuery.queryKey }),
  })
}

/** Chooses the words that a network is searched for. */
export function useSetKeywords() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ accountId, keywords }: { accountId: string; keywords: string[] }) =>
      request("PUT", `/api/accounts/${accountId}/keywords`, { body: { keywords } }),
    onSettled: () => queries.invalidateQueries({ queryKey: accountHealthQuery.queryKey }),
  })
}

/** What networks sent in an unexpected form. */
export const quarantineQuery = queryOptions({
  queryKey: ["quarantine"],
  queryFn: async ({ signal }) => (await getJson("/api/quarantine", QuarantineList, signal)).quarantined,
})
