import { z } from "zod"
import type { Credentials } from "../../connectors/access.ts"
import type { AppContext } from "../../context.ts"

type Deps = Pick<AppContext, "secrets">

const Stored = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  expiresAt: z.coerce.date().nullable(),
  scopes: z.array(z.string()),
})

const subjectOf = (accountId: string): string => `connection:${accountId}`

/** An account's credentials as they are stored. */
export function sealCredentials(
  { secrets }: Deps,
  accountId: string,
  credentials: Credentials,
): { sealed: string; expiresAt: Date | null } {
  const sealed = secrets.seal(JSON.stringify(credentials), subjectOf(accountId))
  return { sealed, expiresAt: credentials.expiresAt }
}

/** @throws Error when they were sealed under another secret, or for another account */
export function openCredentials({ secrets }: Deps, accountId: string, sealed: string): Credentials {
  return Stored.parse(JSON.parse(secrets.open(sealed, subjectOf(accountId))))
}
