import { z } from "zod"
import type { Listener } from "../connector.ts"
import { listeningTo } from "./keywords.ts"
import { unreadable, type XCall } from "./x-client.ts"

/** What Parvis sets begins so: rules that somebody else set stay. */
const OURS = "parvis:"
const PATH = "tweets/search/stream/rules"

const Rules = z.object({
  data: z.array(z.object({ id: z.string(), value: z.string(), tag: z.string().nullish() })).nullish(),
})

type Rule = { value: string; tag: string }

/** The account that a rule of ours is about, and whether it is there because its posts name it. */
export function readTag(tag: string | undefined): { accountId: string; isMention: boolean } | null {
  const [, kind, accountId] = /^parvis:(mentions|listening):(\d+)$/.exec(tag ?? "") ?? []
  return accountId === undefined ? null : { accountId, isMention: kind === "mentions" }
}

function rulesFor(listeners: readonly Listener[]): Rule[] {
  return listeners.flatMap((listener) => [
    {
      value: `@${listener.username} -from:${listener.username} -is:retweet`,
      tag: `${OURS}mentions:${listener.externalId}`,
    },
    ...listeningTo(listener.keywords, listener).map((words) => ({
      value: `${words} -is:retweet`,
      tag: `${OURS}listening:${listener.externalId}`,
    })),
  ])
}

/**
 * Brings X's rules in line with what is to be listened for (docs.x.com, "Filtered stream rules"). New ones first, so
 * that nothing is missed meanwhile.
 * @throws CallError
 */
export async function syncRules(
  call: XCall,
  listeners: readonly Listener[],
  signal: AbortSignal,
): Promise<void> {
  const answer = await call({ method: "GET", path: PATH }, signal)
  const known = Rules.safeParse(answer.body).data
  if (!known) throw unreadable(answer, "the answer is not a list of rules")
  const ours = (known.data ?? []).filter(({ tag }) => tag?.startsWith(OURS))
  const wanted = rulesFor(listeners)
  const isSame = (a: Rule, b: { value: string; tag?: string | null | undefined }) =>
    a.value === b.value && a.tag === b.tag
  const add = wanted.filter((rule) => !ours.some((other) => isSame(rule, other)))
  const old = ours.filter((rule) => !wanted.some((other) => isSame(other, rule))).map(({ id }) => id)
  if (add.length > 0) await call({ method: "POST", path: PATH, body: { add } }, signal)
  if (old.length > 0) await call({ method: "POST", path: PATH, body: { delete: { ids: old } } }, signal)
}
