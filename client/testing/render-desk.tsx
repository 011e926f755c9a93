import { act, cleanup, render } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, vi } from "vitest"
import type { LiveEvent } from "../../shared/live-event.ts"
import { App } from "../app/app.tsx"
import { createDeskTools } from "../app/desk-tools.ts"
import { startI18n } from "../lib/i18n.ts"
import { createQueryClient } from "../lib/query-client.ts"
import { markSessionExpired } from "../lib/session.ts"
import { createFakeLink } from "./fake-link.ts"
import { createFakeServer, fetchFrom, type FakeServer } from "./fake-server.ts"
import "./browser-gaps.ts"

// The first test of a file also pays for loading the desk; other work may keep the machine busy.
vi.setConfig({ testTimeout: 30_000 })

// Testing Library only steps over fake timers that it believes to be Jest's.
vi.stubGlobal("jest", { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) })

afterEach(() => {
  cleanup()
  markSessionExpired(false)
  vi.useRealTimers()
  localStorage.clear()
})

/** The whole desk at an address, against a server in memory, with the clock in the test's hand. */
export async function renderDesk(path: string, server: FakeServer = createFakeServer(), now?: string) {
  vi.useFakeTimers({ shouldAdvanceTime: false })
  if (now !== undefined) vi.setSystemTime(now)
  vi.stubGlobal("fetch", fetchFrom(server))
  window.history.replaceState(null, "", path)
  await startI18n(server.state.workspace.me.locale)
  const live = createFakeLink()
  const tools = createDeskTools(live.link)
  const user = userEvent.setup({ delay: null })
  const view = render(<App queries={createQueryClient()} tools={tools} />)
  const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
  /** One event comes in; what it changes is painted. */
  const tell = async (...events: LiveEvent[]) => {
    act(() => events.forEach((event) => live.tell(event)))
    await wait(1)
  }
  server.state.onChange((event: LiveEvent) => live.tell(event))
  await wait(50)
  return { server, live, user, tools, view, wait, tell }
}
