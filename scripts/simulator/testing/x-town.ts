import { ApiResponseError, type TwitterApi } from "twitter-api-v2"
import { type Simulator, type SimulatorOptions, startSimulator } from "../simulator.ts"
import { controlOf } from "./control.ts"
import { xClient } from "./x-client.ts"

export const START = Date.parse("2026-11-24T08:00:00.000Z")
export const QUARTER = 15 * 60_000

/** What the simulators of a test believe the time is: only the test moves it. */
export const clock = { now: START }

const open: Simulator[] = []

/** A simulator on a free port with the test's clock, two citizens, and the official client of the city's account. */
export async function startTown(options: SimulatorOptions = {}) {
  clock.now = START
  const simulator = await startSimulator({ clock: () => clock.now, seed: 1, ...options })
  open.push(simulator)
  const control = controlOf(simulator.url)
  await control.post("/citizens", { username: "marie_parvis", name: "Marie Lefèvre" })
  await control.post("/citizens", { username: "olga_parvis", name: "Olga", acceptsDirects: false })
  const city = xClient(simulator.url, simulator.credentials.oauth1)
  return { simulator, control, city, cityId: simulator.account.id }
}

export async function closeTowns(): Promise<void> {
  for (const simulator of open.splice(0)) await simulator.close()
}

/** Marie names the city, a second after whatever happened last. Answers the post's id. */
export async function mention(
  control: ReturnType<typeof controlOf>,
  text: string,
  more: object = {},
): Promise<string> {
  clock.now += 1000
  const { post } = await control.post("/posts", {
    by: "marie_parvis",
    text: `@VilleDeParvis ${text}`,
    ...more,
  })
  return post.id
}

/** The refusal that a call must end with. */
export async function refusal(promise: Promise<unknown>): Promise<ApiResponseError> {
  const error: unknown = await promise.then(
    () => new Error("expected a refusal"),
    (reason: unknown) => reason,
  )
  if (error instanceof ApiResponseError) return error
  throw error
}

export const replyTo = (client: TwitterApi, id: string, text: string) => client.v2.reply(text, id)
