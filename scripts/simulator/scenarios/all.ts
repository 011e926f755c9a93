import { exchangeScenarios } from "./exchanges.ts"
import { type FollowUp, type Scenario, type ScenarioMessage } from "./scenario.ts"
import { serviceScenarios } from "./services.ts"
import { streetScenarios } from "./streets.ts"
import { voiceScenarios } from "./voices.ts"

/** Every scenario, in the order the panel shows them. */
export const SCENARIOS: Scenario[] = [
  ...streetScenarios,
  ...serviceScenarios,
  ...voiceScenarios,
  ...exchangeScenarios,
]

const MESSAGES = new Map<string, ScenarioMessage>(
  SCENARIOS.flatMap(({ messages }) => messages.map((message) => [message.key, message] as const)),
)

/** A message by its key. */
export function messageOf(key: string): ScenarioMessage {
  const message = MESSAGES.get(key)
  if (!message) throw new Error(`no scenario message ${key}`)
  return message
}

/**
 * What a citizen says next, once the city has answered the message of `key`. Keys of follow-ups are the
 * message's own with a rank: `voirie-03`, `voirie-03+1`, `voirie-03+2`.
 */
export function followUpOf(key: string): { key: string; by: string; followUp: FollowUp } | null {
  const [base = "", rank = "0"] = key.split("+")
  const message = MESSAGES.get(base)
  const followUp = message?.then?.[Number(rank)]
  if (!message || !followUp) return null
  return { key: `${base}+${Number(rank) + 1}`, by: message.by, followUp }
}
