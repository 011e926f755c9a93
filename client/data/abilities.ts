import { useMutation, useQuery } from "@tanstack/react-query"
import type { Ability, Action, MessageAct } from "../../shared/ability.ts"
import { ThreadAbilities, type ThreadDetail } from "../../shared/api.ts"
import { getJson, request } from "../lib/api.ts"

/** Windows close while one looks at them. */
const REFRESH_MS = 60_000

/** What may be done about each message of a thread now; asked again when something was said. */
export function useAbilities({ thread }: ThreadDetail): Map<string, Ability[]> {
  const { data } = useQuery({
    queryKey: ["abilities", thread.id, thread.version, thread.lastReply?.state],
    queryFn: ({ signal }) => getJson(`/api/threads/${thread.id}/abilities`, ThreadAbilities, signal),
    placeholderData: (before) => before,
    refetchInterval: REFRESH_MS,
  })
  return new Map(data?.messages.map(({ messageId, abilities }) => [messageId, abilities]))
}

export const abilityFor = (abilities: Ability[] | undefined, action: Action): Ability | null =>
  abilities?.find((one) => one.action === action) ?? null

/** What may be done about the last word of the citizen: what an answer answers. */
export function lastWordAbilities(
  { messages }: ThreadDetail,
  abilities: Map<string, Ability[]>,
): Ability[] | undefined {
  const last = messages.findLast(({ direction, removedAt }) => direction === "in" && removedAt === null)
  return last && abilities.get(last.id)
}

/** Asks for an act on a message; the thread tells when the network has done it. */
export const useActOnMessage = (threadId: string) =>
  useMutation({
    mutationFn: ({ messageId, action }: MessageAct & { messageId: string }) =>
      request("POST", `/api/threads/${threadId}/messages/${messageId}/acts`, { body: { action } }),
  })
