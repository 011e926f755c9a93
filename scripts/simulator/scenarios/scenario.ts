import { z } from "zod"
import { Sentiment, Urgency } from "../../../shared/classification.ts"
import { DepartmentId } from "../../../shared/department.ts"
import { type Scene } from "../pictures/scenes.ts"

/** What a careful agent would say of a message: the yardstick the classifier is measured against. */
export const Expected = z.object({
  department: DepartmentId,
  /** Second department, when one message holds two matters. */
  also: DepartmentId.optional(),
  sentiment: Sentiment,
  urgency: Urgency,
  /** ISO 639-1, "und" where there are no words. */
  language: z.string(),
})
export type Expected = z.infer<typeof Expected>

/** What a citizen says once the city has answered. */
export type FollowUp = { text: string; expected: Expected }

/** One message of one citizen, written by hand. */
export type ScenarioMessage = {
  /** Unique in all scenarios. */
  key: string
  /** The citizen's handle, without @. */
  by: string
  text: string
  expected: Expected
  visibility?: "public" | "direct"
  photo?: Scene
  /** Key of an earlier message of the same scenario that this one answers. */
  replyTo?: string
  /** Said after the city's next answer, in order. */
  then?: FollowUp[]
}

/** A small story, or a collection on one theme. */
export type Scenario = { name: string; title: string; messages: ScenarioMessage[] }

type Labels = [
  department: string,
  sentiment: Expected["sentiment"],
  urgency?: Expected["urgency"],
  language?: string,
]

/** The labels of a message, in the order one says them; normal and French unless said otherwise. */
const labelled = ([department, sentiment, urgency = "normal", language = "fr"]: Labels): Expected => ({
  department,
  sentiment,
  urgency,
  language,
})

/** One line of a scenario. */
export const line = (
  key: string,
  by: string,
  text: string,
  labels: Labels,
  more: Omit<Partial<ScenarioMessage>, "key" | "by" | "text" | "expected"> & { also?: string } = {},
): ScenarioMessage => {
  const { also, ...rest } = more
  const expected = labelled(labels)
  return { key, by, text, expected: also === undefined ? expected : { ...expected, also }, ...rest }
}

/** What is said once the city has answered. */
export const follow = (text: string, labels: Labels): FollowUp => ({ text, expected: labelled(labels) })
