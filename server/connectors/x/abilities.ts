import type { Ability } from "../../../shared/ability.ts"
import type { Target } from "../connector.ts"

/**
 * What X lets an account do through the API. Rules of docs.x.com: replies since 23 February 2026 only to who named the
 * account ("summoned"); likes left the self-serve tiers on 20 April 2026; hiding only under one's own posts.
 */
export function abilitiesOf(target: Target): Ability[] {
  const { visibility, fromAccount, addressed, underOurs, isEncrypted } = target
  const isPublic = visibility === "public"
  const isTheirs = isPublic && !fromAccount
  const can = (action: Ability["action"], refusal: Ability["refusal"]): Ability => ({
    action,
    refusal,
    until: null,
  })
  const moderate = isTheirs && underOurs ? null : "not_offered"
  return [
    can("reply", isEncrypted ? "encrypted" : addressed || !isPublic ? null : "not_summoned"),
    can("private_reply", "not_offered"),
    can("hide", moderate),
    can("unhide", moderate),
    can("like", "not_offered"),
    can("unlike", "not_offered"),
    can("delete", isPublic && fromAccount ? null : "not_offered"),
  ]
}
