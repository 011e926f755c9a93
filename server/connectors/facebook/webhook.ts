import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import { z } from "zod"
import { type Push, type Webhook } from "../connector.ts"
import type { AccountProfile, UnreadablePayload } from "../incoming.ts"
import { type Told, readChange } from "./map-change.ts"
import { readSignedRequest } from "./signed-request.ts"
import { Unfit, wordsOf } from "./map-element.ts"
import { readMessaging } from "./map-messaging.ts"
import { Entry, Envelope } from "./webhook-payloads.ts"

export type FacebookWebhookOptions = {
  /** Of the application: Meta signs with it. */
  appSecret: string
  /** What we told Meta to prove itself with when it asks whether the address is ours. */
  verifyToken: string
}

const SIGNATURE = /^sha256=([0-9a-f]{64})$/
/** Meta's challenges are short numbers; nothing that a browser could run is ever said back. */
const CHALLENGE = /^[\w-]{1,200}$/
const TEXT = "text/plain; charset=utf-8"

/** What Meta pushes about Pages and their Messenger. */
export function createFacebookWebhook({ appSecret, verifyToken }: FacebookWebhookOptions): Webhook {
  return {
    network: "facebook",

    challenge(query) {
      if (query.get("hub.mode") !== "subscribe") return null
      const challenge = query.get("hub.challenge") ?? ""
      const isMeta = sameSecret(query.get("hub.verify_token") ?? "", verifyToken)
      return isMeta && CHALLENGE.test(challenge)
        ? { status: 200, contentType: TEXT, body: challenge }
        : { status: 403, contentType: TEXT, body: "" }
    },

    isGenuine(body, headers) {
      // The older `x-hub-signature` (SHA-1) comes along and counts for nothing.
      const [, told] = SIGNATURE.exec(headers["x-hub-signature-256"] ?? "") ?? []
      if (told === undefined) return false
      return timingSafeEqual(Buffer.from(told, "hex"), createHmac("sha256", appSecret).update(body).digest())
    },

    readDeletion: (form) => readSignedRequest(form, appSecret),
    read: readPushes,
  }
}

/** Meta may put a thousand changes of several Pages in one push, in any order. Pages that are not ours are left out. */
function readPushes(body: Buffer, accounts: readonly AccountProfile[]): Push[] {
  const envelope = Envelope.safeParse(parse(body))
  const [anyAccount] = accounts
  if (!envelope.success) {
    if (!anyAccount) return []
    const unfit = { externalId: null, raw: body.toString("utf8"), problem: wordsOf(envelope.error) }
    return [{ ...emptyPush(anyAccount), unreadable: [unfit] }]
  }
  if (envelope.data.object !== "page") return []
  const pushes = new Map<string, Push>()
  for (const raw of envelope.data.entry) {
    const account = accounts.find(({ externalId }) => externalId === idIn(raw))
    if (!account) continue
    const push = pushes.get(account.externalId) ?? emptyPush(account)
    pushes.set(account.externalId, push)
    readEntry(raw, account, push)
  }
  for (const push of pushes.values())
    push.messages.sort((a, b) => a.revision.at.getTime() - b.revision.at.getTime())
  return [...pushes.values()]
}

const emptyPush = ({ externalId }: AccountProfile): Push => ({
  accountExternalId: externalId,
  revoked: false,
  messages: [],
  removals: [],
  unreadable: [],
})

function readEntry(raw: unknown, account: AccountProfile, push: Push): void {
  const entry = Entry.safeParse(raw)
  if (!entry.success) {
    push.unreadable.push({ externalId: null, raw, problem: wordsOf(entry.error) })
    return
  }
  const { time, changes, messaging, standby } = entry.data
  // With changes it counts in seconds, with messages in milliseconds.
  const happenedAt = new Date(time < 100_000_000_000 ? time * 1000 : time)
  for (const change of changes ?? []) add(push, change, () => readChange(change, account, happenedAt))
  for (const event of [...(messaging ?? []), ...(standby ?? [])])
    add(push, event, () => readMessaging(event, account))
}

/** Each element by itself: one that does not fit is set apart and the rest goes on. */
function add(push: Push, raw: unknown, read: () => Told): void {
  try {
    const { message, removal } = read()
    if (message) push.messages.push(message)
    if (removal) push.removals.push(removal)
  } catch (error) {
    push.unreadable.push({ externalId: nameIn(raw), raw, problem: problemOf(error) })
  }
}

function problemOf(error: unknown): string {
  if (error instanceof z.ZodError) return wordsOf(error)
  if (error instanceof Unfit) return error.message
  throw error
}

const Named = z.object({
  value: z.object({ comment_id: z.string().optional(), post_id: z.string().optional() }).optional(),
  message: z.object({ mid: z.string().optional() }).optional(),
})

/** The id of an element that may be anything. */
function nameIn(raw: unknown): UnreadablePayload["externalId"] {
  const { value, message } = Named.safeParse(raw).data ?? {}
  return value?.comment_id ?? value?.post_id ?? message?.mid ?? null
}

const idIn = (raw: unknown): string | null => z.object({ id: z.string() }).safeParse(raw).data?.id ?? null

/** In constant time, whatever the lengths. */
const sameSecret = (told: string, expected: string): boolean =>
  timingSafeEqual(digest(told), digest(expected))
const digest = (text: string): Buffer => createHash("sha256").update(text).digest()

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown
  } catch {
    return null
  }
}
