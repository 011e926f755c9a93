import { z } from "zod"
import { ThreadDetail, ThreadPage } from "../../shared/api.ts"
import { Reply } from "../../shared/reply.ts"
import type { Thread } from "../../shared/thread.ts"
import { type ThreadView } from "../../shared/thread-view.ts"

/** The desk refused; `status` is the answer's. */
export class DeskRefusal extends Error {
  readonly status: number
  constructor(status: number, body: string) {
    super(`the desk answered ${status}: ${body}`)
    this.status = status
  }
}

/** What an agent's browser does, without the browser. */
export type DeskClient = ReturnType<typeof createDeskClient>

export function createDeskClient(url: string) {
  let cookie = ""
  const call = async <T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${url}/api${path}`, {
      method,
      headers: { cookie, origin: url, "content-type": "application/json" },
      signal: AbortSignal.timeout(10_000),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new DeskRefusal(answer.status, text)
    const [set] = answer.headers.getSetCookie()
    if (set) cookie = set.split(";")[0] ?? ""
    return schema.parse(text === "" ? undefined : JSON.parse(text))
  }

  return {
    signIn: (email: string, password: string) => call(z.undefined(), "POST", "/session", { email, password }),

    /** Every thread of a view, page by page. */
    async threads(view: ThreadView): Promise<Thread[]> {
      const all: Thread[] = []
      let before: string | null = null
      do {
        const page: ThreadPage = await call(
          ThreadPage,
          "GET",
          `/threads?view=${view}&limit=200${before ? `&before=${encodeURIComponent(before)}` : ""}`,
        )
        all.push(...page.threads)
        before = page.next
      } while (before)
      return all
    },

    detail: (id: string) => call(ThreadDetail, "GET", `/threads/${id}`),
    reply: (id: string, body: { clientId: string; text: string; expectedVersion: number }) =>
      call(Reply, "POST", `/threads/${id}/replies`, body),
    resend: (id: string) => call(Reply, "POST", `/replies/${id}/resend`, {}),
  }
}
