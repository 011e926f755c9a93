import fc from "fast-check"
import { expect, test } from "vitest"
import { CallError } from "./call-failure.ts"
import { mapPosts } from "./map-post.ts"
import { type Asking } from "./page-walk.ts"
import { placeIn } from "./place.ts"
import { createSourceReader } from "./source-reader.ts"
import { isNewer } from "./snowflake.ts"

const account = { externalId: "1", username: "VilleDeParvis", name: "Ville de Parvis" }
const PAGE = 3
const NOW = new Date("2026-11-23T10:00:00.000Z")
const trouble = new CallError({ kind: "refused", status: 503, headers: {}, body: "" })

/** One thing that happens between two moments of a desk's life. */
const step = fc.oneof(
  fc.record({ kind: fc.constant("posts arrive" as const), count: fc.integer({ min: 1, max: 9 }) }),
  fc.record({
    kind: fc.constant("poll" as const),
    /** At which page the network fails, or its budget ends. */
    failsAt: fc.option(fc.integer({ min: 1, max: 4 })),
    budgetEndsAt: fc.option(fc.integer({ min: 1, max: 4 })),
    arriveDuring: fc.integer({ min: 0, max: 2 }),
    isStored: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("the desk restarts" as const) }),
)

test("whatever fails between, every post is given, oldest first, and the cursor never passes one", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.boolean(),
      fc.boolean(),
      async (steps, knowsSinceId, goesBelow) => {
        const posts: string[] = []
        // The first poll reads a limited history; these runs are about what comes after it.
        let cursor: string | null = "9"
        const stored = new Set<string>()
        let readSource = createSourceReader(1_000, () => NOW)
        const arrive = (count: number) => {
          for (let one = 0; one < count; one += 1) posts.push(String(10 + posts.length))
        }

        const poll = async (failsAt: number | null, budgetEndsAt: number | null, during: number) => {
          let calls = 0
          const asking: Asking = {
            query: (since, until) => ({
              ...(knowsSinceId && { since_id: since ?? undefined }),
              until_id: until ?? undefined,
            }),
            goesBelow,
            reaches: () => true,
            map: (page) => mapPosts(page, account, true),
            read: async ({ since_id, until_id, pagination_token }) => {
              calls += 1
              if (calls === failsAt) throw trouble
              const from = pagination_token ?? (until_id === undefined ? undefined : Number(until_id) - 1)
              const below = from === undefined ? null : String(from)
              const rows = posts
                .filter((id) => isNewer(id, since_id === undefined ? null : String(since_id)))
                .filter((id) => below === null || !isNewer(id, below))
                .reverse()
              const data = rows.slice(0, PAGE).map((id) => ({ id, text: `mot ${id}`, author_id: "2" }))
              const next = rows[PAGE]
              arrive(during)
              const remaining = calls === budgetEndsAt ? "0" : "9"
              return {
                status: 200,
                headers: { "x-rate-limit-remaining": remaining, "x-rate-limit-reset": "1795428600" },
                body: { data, meta: next === undefined ? {} : { next_token: next } },
              }
            },
          }
          return readSource({ ways: [asking], instead: () => null, beyond: () => null }, cursor)
        }

        const settle = async (poll: ReturnType<typeof readSource>, isStored: boolean) => {
          const batch = await poll.catch((error: unknown) =>
            error === trouble ? null : Promise.reject(error as Error),
          )
          if (!batch) return
          const ids = batch.messages.map(({ externalId }) => externalId)
          expect(ids).toEqual([...ids].sort((a, b) => Number(a) - Number(b)))
          expect(new Set(ids).size).toBe(ids.length)
          if (!isStored) return
          for (const id of ids) stored.add(id)
          cursor = batch.cursor
          const { since } = placeIn(cursor)
          for (const id of posts) if (!isNewer(id, since)) expect(stored).toContain(id)
          expect(batch.reached).toBe(since === cursor ? "all" : "more")
        }

        for (const one of steps) {
          if (one.kind === "posts arrive") arrive(one.count)
          else if (one.kind === "the desk restarts") readSource = createSourceReader(1_000, () => NOW)
          else await settle(poll(one.failsAt, one.budgetEndsAt, one.arriveDuring), one.isStored)
        }
        // Walks that were cut are ended first, then what came meanwhile is read.
        do await settle(poll(null, null, 0), true)
        while (placeIn(cursor).way !== null)
        await settle(poll(null, null, 0), true)
        expect([...stored].sort((a, b) => Number(a) - Number(b))).toEqual(posts)
      },
    ),
    { numRuns: 300 },
  )
})
