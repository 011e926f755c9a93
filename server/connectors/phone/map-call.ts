import { z } from "zod"
import { withoutNumber } from "../../../shared/phone-number.ts"
import type { IncomingMessage, NotedCall, NotedCallback } from "../incoming.ts"

const words = (longest: number) => z.string().trim().max(longest)

const Said = z.object({
  id: z.uuid(),
  at: z.date(),
  callerKey: z.string().min(1),
  number: z
    .string()
    .regex(/^\+\d{5,15}$/)
    .nullable(),
})
const Call = Said.extend({
  callerName: words(100),
  request: words(4000).min(1),
  place: words(200),
  answer: words(4000),
})
const Callback = Said.extend({ conversationKey: z.string().min(1), text: words(4000).min(1) })

/**
 * What the caller said, then what was answered, if something was. Each call is an exchange of its own.
 * @throws ZodError
 */
export function mapCall(noted: NotedCall): IncomingMessage[] {
  const { id, at, callerKey, callerName, request, place, answer, number } = Call.parse(noted)
  const clean = cleanOf(number)
  const exchange = {
    conversationKey: `call-${id}`,
    contact: { externalId: callerKey, username: "", name: clean(callerName) },
  }
  // What a city hall notes is in French, whatever language the person's desk speaks.
  const asked = clean(place === "" ? request : `${request}\n\nLieu\u00a0: ${place}`)
  const question = said({ id, at, text: asked, fromAccount: false, ...exchange })
  if (answer === "") return [question]
  return [question, said({ id: answerIdOf(id), at, text: clean(answer), fromAccount: true, ...exchange })]
}

/**
 * What the city said when it called back.
 * @throws ZodError
 */
export function mapCallback(noted: NotedCallback): IncomingMessage {
  const { id, at, callerKey, conversationKey, text, number } = Callback.parse(noted)
  return said({
    id,
    at,
    text: cleanOf(number)(text),
    fromAccount: true,
    conversationKey,
    contact: { externalId: callerKey, username: "", name: "" },
  })
}

/** Everybody who reads the thread reads its words: the number is not for all of them. */
const cleanOf = (number: string | null) => (text: string) =>
  number === null ? text : withoutNumber(text, number)

const answerIdOf = (callId: string): string => `${callId}-answer`

type Words = Pick<IncomingMessage, "text" | "fromAccount" | "conversationKey" | "contact"> & {
  id: string
  at: Date
}

const said = ({ id, at, ...message }: Words): IncomingMessage => ({
  ...message,
  externalId: id,
  revision: { id, at },
  visibility: "direct",
  addressed: true,
  underOurs: false,
  isEncrypted: false,
  sentAt: at,
  permalink: null,
  parentExternalId: null,
  media: [],
})
