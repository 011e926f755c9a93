import { z } from "zod"

const PATIENCE = 10_000
const Answer = z.object({ response_token: z.string() })

/**
 * X's challenge-response check: a GET with `crc_token`, answered by its HMAC under the application's secret.
 * `invalid`: it answered wrongly, or with a redirect; `unreachable`: it failed to answer, as servers sometimes do.
 * @param accepted - Answers that prove the secret
 */
export async function checkCallback(
  url: string,
  token: string,
  accepted: string[],
): Promise<"valid" | "invalid" | "unreachable"> {
  const address = new URL(url)
  address.searchParams.set("crc_token", token)
  address.searchParams.set("nonce", token.slice(0, 16))
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), redirect: "manual" })
    if (response.status >= 400) return "unreachable"
    const answer = Answer.safeParse(JSON.parse(await response.text()))
    return answer.success && accepted.includes(answer.data.response_token) ? "valid" : "invalid"
  } catch (error) {
    return error instanceof SyntaxError ? "invalid" : "unreachable"
  }
}
