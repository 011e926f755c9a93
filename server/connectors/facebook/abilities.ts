import type { Ability } from "../../../shared/ability.ts"
import type { Target } from "../connector.ts"
import { directUntil, privateReplyUntil } from "./windows.ts"

/** What Facebook lets a Page do through the API (Graph API reference, "Comment"; Messenger Platform policy). */
export function abilitiesOf(target: Target, now: Date): Ability[] {
  const isPublic = target.visibility === "public"
  const isTheirs = isPublic && !target.fromAccount
  const isOurPlace = isTheirs && target.underOurs
  const offered = (isOffered: boolean) => ({
    refusal: isOffered ? null : ("not_offered" as const),
    until: null,
  })
  return [
    { action: "reply", ...(isPublic ? offered(true) : whileOpen(directUntil(target.lastInboundAt), now)) },
    { action: "private_reply", ...privateReply(target, isOurPlace, now) },
    { action: "hide", ...offered(isOurPlace) },
    { action: "unhide", ...offered(isOurPlace) },
    { action: "like", ...offered(isTheirs) },
    { action: "unlike", ...offered(isTheirs) },
    { action: "delete", ...offered(isPublic && (target.fromAccount || target.underOurs)) },
  ]
}

type Standing = Pick<Ability, "refusal" | "until">

function privateReply({ hasPrivateReply, sentAt }: Target, isOurPlace: boolean, now: Date): Standing {
  if (!isOurPlace) return { refusal: "not_offered", until: null }
  if (hasPrivateReply) return { refusal: "private_reply_used", until: null }
  return whileOpen(privateReplyUntil(sentAt), now)
}

const whileOpen = (until: Date, now: Date): Standing =>
  now < until ? { refusal: null, until: until.toISOString() } : { refusal: "window_closed", until: null }
