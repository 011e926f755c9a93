import { createHmac, timingSafeEqual } from "node:crypto"
import { z } from "zod"

const Payload = z.object({ algorithm: z.literal("HMAC-SHA256"), user_id: z.union([z.string(), z.number()]) })
const LONGEST = 4_096

/**
 * Reads Meta's `signed_request`: `signature.payload`, both base64url, signed with the application's secret
 * (developers.facebook.com, "Data Deletion Request Callback").
 * @returns the person it is about, as the application knows them; null when Meta did not sign it
 */
export function readSignedRequest(form: Buffer, appSecret: string): { personExternalId: string } | null {
  if (form.length > LONGEST) return null
  const signed = new URLSearchParams(form.toString("utf8")).get("signed_request") ?? ""
  const [signature = "", payload = "", ...more] = signed.split(".")
  const given = Buffer.from(signature, "base64url")
  const expected = createHmac("sha256", appSecret).update(payload).digest()
  if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const fit = Payload.safeParse(parse(Buffer.from(payload, "base64url").toString("utf8"))).data
  const id = fit && String(fit.user_id)
  return id && /^\d{1,32}$/.test(id) ? { personExternalId: id } : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
