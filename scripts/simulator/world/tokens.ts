import { type XAccess } from "./records.ts"
import { type World } from "./world.ts"

/** What becomes of an account's tokens when its access changes. */
export function applyAccess(world: World, userId: string, access: XAccess): void {
  world.xAccess.set(userId, access)
  if (access !== "revoked" && access !== "password") return
  for (const token of [...world.tokens.values()])
    if (token.userId === userId) revoke(world, token.accessToken)
}

/** Either token of a pair ends both. */
export function revoke(world: World, token: string): void {
  world.spentRefreshTokens.add(token)
  for (const [access, { refreshToken }] of world.tokens) {
    if (access !== token && refreshToken !== token) continue
    world.tokens.delete(access)
    if (refreshToken) world.spentRefreshTokens.add(refreshToken)
  }
}
