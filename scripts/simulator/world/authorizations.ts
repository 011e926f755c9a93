import { createHash, randomBytes } from "node:crypto"
import { type World } from "./world.ts"

/** How long a person's yes waits to be exchanged for tokens. */
const CODE_LIFETIME = 10 * 60_000

/** What an account granted to the application: kept until the code is exchanged or too old. */
export type Authorization = {
  userId: string
  scopes: string[]
  redirectUri: string
  /** RFC 7636: base64url of the SHA-256 of the verifier that the application keeps. */
  challenge: string
}

/** The codes that are out. Like X's, they do not survive a restart. */
export class Authorizations {
  private readonly world: World
  private readonly codes = new Map<string, Authorization & { expiresAt: number }>()

  constructor(world: World) {
    this.world = world
  }

  give(authorization: Authorization): string {
    const code = randomBytes(45).toString("base64url")
    this.codes.set(code, { ...authorization, expiresAt: this.world.now() + CODE_LIFETIME })
    return code
  }

  /** What a code stands for, once: whoever shows it, rightly or not, uses it up. */
  take(code: string): Authorization | null {
    const known = this.codes.get(code)
    this.codes.delete(code)
    return known && known.expiresAt > this.world.now() ? known : null
  }
}

/** Whether a verifier is the one whose challenge was shown. */
export const isVerified = (verifier: string, challenge: string): boolean =>
  createHash("sha256").update(verifier).digest("base64url") === challenge
