import { type Simulator, type SimulatorOptions, startSimulator } from "../simulator.ts"
import { controlOf } from "./control.ts"
import { graphClient } from "./graph-client.ts"

export const START = Date.parse("2026-11-24T08:00:00.000Z")
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** What the simulators of a test believe the time is: only the test moves it. */
export const clock = { now: START }

const open: Simulator[] = []

/** A simulator with a clock that only the test moves, two citizens, and a post of the Page. */
export async function startPage(options: SimulatorOptions = {}) {
  clock.now = START
  const simulator = await startSimulator({ clock: () => clock.now, seed: 1, ...options })
  open.push(simulator)
  const control = controlOf(simulator.url)
  await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
  await control.post("/citizens", { username: "karim_parvis", name: "Karim Belkacem" })
  const { pagePost } = await control.post("/facebook/posts", {
    by: "VilleDeParvis",
    text: "Travaux rue Pasteur dès lundi.",
  })
  const { pageId, pageToken, appSecret } = simulator.facebook
  const client = graphClient(simulator.url, pageToken, appSecret)
  return { simulator, control, postId: pagePost.id, pageId, ...client, page: client.page(pageId) }
}

export type Started = Awaited<ReturnType<typeof startPage>>

export async function say({ control, postId }: Started, text: string, more: object = {}): Promise<string> {
  clock.now += 1000
  const { comment } = await control.post("/facebook/comments", {
    by: "marie_parvis",
    on: postId,
    text,
    ...more,
  })
  return comment.id
}

export async function write({ control }: Started, text: string, more: object = {}) {
  clock.now += 1000
  return (await control.post("/facebook/messages", { by: "marie_parvis", text, ...more })).message
}

type Refused = {
  status: number
  response: { code: number; error_subcode?: number; message: string; type: string }
}

/** The error of a call, as the official client gives it. */
export async function refusal(call: Promise<unknown>): Promise<Refused> {
  const error: unknown = await call.then(
    () => new Error("expected a refusal"),
    (reason: unknown) => reason,
  )
  if ((error as Error).name === "FacebookRequestError") return error as Refused
  throw error as Error
}

export async function codes(call: Promise<unknown>): Promise<[number, number | undefined]> {
  const { response } = await refusal(call)
  return [response.code, response.error_subcode]
}

/** A list as plain objects: the client wraps each in a class of its own. */
export const plain = (list: unknown): Record<string, unknown>[] =>
  (list as { _data: Record<string, unknown> }[]).map(({ _data }) => _data)

export const commentsOf = async (
  { api }: Started,
  id: string,
  params: object,
): Promise<Record<string, unknown>> => api.call("GET", [id, "comments"], { ...params })

export const get = async ({ simulator }: Started, path: string, headers: Record<string, string> = {}) => {
  const { pageToken } = simulator.facebook
  const join = path.includes("?") ? "&" : "?"
  return fetch(`${simulator.url}/v24.0/${path}${join}access_token=${encodeURIComponent(pageToken)}`, {
    headers,
  })
}

export async function closePages(): Promise<void> {
  for (const simulator of open.splice(0)) await simulator.close()
}
