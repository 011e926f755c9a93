import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { Account } from "../../shared/account.ts"
import { QuarantineList } from "../../shared/api.ts"
import { getJson, request } from "../lib/api.ts"
import { workspaceQuery } from "./workspace.ts"

/** Tries an account's connection again; the answer says how it is now. */
export function useCheckAccount() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (accountId: string) =>
      request("POST", `/api/accounts/${accountId}/check`, { body: {}, schema: Account }),
    onSuccess: (account) =>
      queries.setQueryData(
        workspaceQuery.queryKey,
        (workspace) =>
          workspace && {
            ...workspace,
            accounts: workspace.accounts.map((each) => (each.id === account.id ? account : each)),
          },
      ),
  })
}

/** What networks sent in an unexpected form. */
export const quarantineQuery = queryOptions({
  queryKey: ["quarantine"],
  queryFn: async ({ signal }) => (await getJson("/api/quarantine", QuarantineList, signal)).quarantined,
})
