import { QueryClient } from "@tanstack/react-query"
import { RequestError } from "./api.ts"

/** The one copy of what the server said. Live events keep it fresh, so nothing is polled. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
