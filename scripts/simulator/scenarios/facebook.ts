import { seedOf } from "../pictures/random.ts"
import { FAMILY_CLOSINGS, FAMILY_MESSAGES, FAMILY_OPENERS } from "./family.ts"
import { followUpOf, SCENARIOS } from "./all.ts"
import { type FollowUp, type ScenarioMessage } from "./scenario.ts"

/** Everything the crowd can say on Facebook: its own messages, then what it says on X, in the manners of the place. */
export const FACEBOOK_MESSAGES: ScenarioMessage[] = [
  ...FAMILY_MESSAGES,
  ...SCENARIOS.flatMap(({ messages }) =>
    messages.map((message) => ({ ...message, text: inFamilyStyle(message) })),
  ),
]

const OWN = new Map(FAMILY_MESSAGES.map((message) => [message.key, message]))

/** A text without the names that X needs, and with a capital where it now begins. */
export function withoutMention(text: string): string {
  const bare = text.replaceAll(/@\w+[\s,:]*/g, "").trim()
  return bare.charAt(0).toLocaleUpperCase("fr") + bare.slice(1)
}

/** One more turn, once the Page has answered: of a family message or of one that X knows too. */
export function facebookFollowUp(key: string): { key: string; by: string; followUp: FollowUp } | null {
  const [base = "", rank = "0"] = key.split("+")
  const own = OWN.get(base)
  const followUp = own?.then?.[Number(rank)]
  if (own && followUp) return { key: `${base}+${Number(rank) + 1}`, by: own.by, followUp }
  return followUpOf(key)
}

/** Only what is French and long enough takes a greeting and a closing well. */
function inFamilyStyle({ key, text, expected, visibility, replyTo }: ScenarioMessage): string {
  const bare = withoutMention(text)
  if (expected.language !== "fr" || bare.length < 30 || replyTo !== undefined || visibility === "direct")
    return bare
  const seed = seedOf(key)
  const greets = /^(bonjour|bonsoir|salut|coucou|merci|bravo)/i.test(bare)
  const opener =
    greets || expected.urgency === "emergency" ? "" : FAMILY_OPENERS[seed % FAMILY_OPENERS.length]!
  const closing =
    expected.sentiment === "positive" || expected.urgency === "emergency"
      ? ""
      : FAMILY_CLOSINGS[(seed >>> 8) % FAMILY_CLOSINGS.length]!
  const body =
    /[,:] $/.test(opener) && !/^\p{Lu}{2}/u.test(bare)
      ? bare.charAt(0).toLocaleLowerCase("fr") + bare.slice(1)
      : bare
  const stop = closing !== "" && !/[.!?…\p{Extended_Pictographic}]$/u.test(body) ? "." : ""
  return opener + body + stop + closing
}
