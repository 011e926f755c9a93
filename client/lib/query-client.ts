import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query"
import { codeOf, RequestError } from "./api.ts"
import { markSessionExpired } from "./session.ts"

/** The one copy of what the server said. Live events keep it fresh, so nothing is polled. */
export function createQueryClient(): QueryClient {
  const notice = (error: unknown) => {
    if (codeOf(error) === "unauthenticated") markSessionExpired(true)
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // A refusal stays a refusal; only a silent or overloaded server is worth asking again.
        retry: (failures, error) =>
          failures < 2 &&
          (!(error instanceof RequestError) || ["offline", "unavailable"].includes(error.code)),
        retryDelay: (attempt) => 400 * 2 ** attempt,
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  })
}
