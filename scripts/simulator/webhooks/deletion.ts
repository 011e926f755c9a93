import { createHmac } from "node:crypto"

const PATIENCE = 10_000
/** Meta's requests are meant to be answered within the hour or two after they were made. */
const LIFETIME_SECONDS = 7_200

/**
 * Meta's data deletion callback (developers.facebook.com, "Data Deletion Request Callback"): a form whose one field
 * names the person, signed with the application's secret.
 * @param person - The person's number for this application
 * @param now - Milliseconds
 * @returns What came back; `body` is parsed when it is JSON, and the text as it is otherwise
 */
export async function askForDeletion(request: {
  url: string
  person: string
  appSecret: string
  now: number
}): Promise<{ status: number; body: unknown }> {
  const issued_at = Math.floor(request.now / 1000)
  const claim = {
    user_id: request.person,
    algorithm: "HMAC-SHA256",
    issued_at,
    expires: issued_at + LIFETIME_SECONDS,
  }
  const payload = Buffer.from(JSON.stringify(claim)).toString("base64url")
  const signature = createHmac("sha256", request.appSecret).update(payload).digest("base64url")
  const response = await fetch(request.url, {
    method: "POST",
    body: new URLSearchParams({ signed_request: `${signature}.${payload}` }),
    signal: AbortSignal.timeout(PATIENCE),
    redirect: "error",
  })
  const text = await response.text()
  return { status: response.status, body: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
