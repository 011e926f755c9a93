import { QueryClient } from "@tanstack/react-query"
import { expect, test } from "vitest"
import type { LiveEvent } from "../../shared/live-event.ts"
import { buildPerson, buildThread } from "../testing/builders.ts"
import { applyLive } from "./live.ts"
import { createReplay } from "./replay.ts"
import type { Pages } from "./thread-list.ts"

const viewer = buildPerson()
const key = ["threads", { view: "inbox", filters: {} }] as const
const pagesOf = (...threads: ReturnType<typeof buildThread>[]): Pages => ({
  pages: [{ threads, next: null }],
  pageParams: [null],
})

test.each([
  ["while the first read is on its way", false],
  ["while a list is read again", true],
])("a thread that arrives %s is not lost to an answer that is older", async (_when, isKnown) => {
  const queries = new QueryClient()
  const apply = (events: LiveEvent[]) => events.forEach((event) => applyLive(queries, event, viewer))
  const replay = createReplay(queries, apply)
  const old = buildThread()
  if (isKnown) queries.setQueryData(key, pagesOf(old))

  let answer = (_pages: Pages): void => undefined
  const reading = queries.fetchQuery({
    queryKey: key,
    queryFn: () => new Promise<Pages>((resolve) => (answer = resolve)),
    staleTime: 0,
  })
  await Promise.resolve()
  const arrived: LiveEvent = { type: "thread.changed", thread: buildThread({ excerpt: "Le lampadaire" }) }
  replay.note([arrived])
  apply([arrived])
  answer(pagesOf(old))
  await reading

  const shown = queries.getQueryData<Pages>(key)?.pages[0]?.threads.map(({ excerpt }) => excerpt)
  expect(shown).toContain("Le lampadaire")
  expect(shown).toContain(old.excerpt)
  replay.stop()
})
