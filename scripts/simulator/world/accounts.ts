import { type TokenRecord } from "./records.ts"
import { SCOPES } from "./credentials.ts"
import { type World } from "./world.ts"

/** An account of the city on the simulated X. */
export type CityAccount = { id: string; username: string; name: string }

/** A pair of tokens that does not expire by itself: a demonstration may last all day. */
export type StandingPair = { accessToken: string; refreshToken: string }

/** The city's own voice. */
export const DEMO_ACCOUNT: CityAccount = {
  id: "1460323737035677698",
  username: "VilleDeParvis",
  name: "Ville de Parvis",
}

/** Culture and events. */
export const SECOND_ACCOUNT: CityAccount = {
  id: "1502200330044001002",
  username: "QueFaireAParvis",
  name: "Que faire à Parvis",
}

/** Fixed like the first account's, for the same reason. */
export const SECOND_PAIR: StandingPair = {
  accessToken: "simulateur-acces-sorties",
  refreshToken: "simulateur-renouvellement-sorties",
}

const PROFILES: Record<string, { description: string; createdAt: number; colour: string }> = {
  [SECOND_ACCOUNT.id]: {
    description: "Concerts, expositions, fêtes de quartier : l'agenda de la Ville de Parvis.",
    createdAt: Date.UTC(2022, 2, 11, 9),
    colour: "#7a3d6b",
  },
}
const FIRST_PROFILE = {
  description: "Compte officiel de la Ville de Parvis. Nous répondons du lundi au samedi.",
  createdAt: Date.UTC(2015, 2, 2, 9),
  colour: "#1f4e5f",
}

/** Makes an account the city's: its profile and its standing tokens, unless the journal already has them. */
export function settleAccount(world: World, account: CityAccount, pair: StandingPair): void {
  world.standingPairs.set(account.id, pair)
  if (!world.users.has(account.id)) {
    const profile = PROFILES[account.id] ?? FIRST_PROFILE
    world.record({
      type: "user",
      user: { ...account, ...profile, location: "Parvis", acceptsDirects: true },
    })
  }
  const isKnown = world.tokens.has(pair.accessToken) || world.spentRefreshTokens.has(pair.refreshToken)
  if (!isKnown) world.record({ type: "token", token: standingToken(account.id, pair), replaces: null })
}

/** The record of a standing pair: every scope, no end. */
export const standingToken = (userId: string, pair: StandingPair): TokenRecord => ({
  ...pair,
  userId,
  scopes: [...SCOPES],
  expiresAt: null,
})
