import { CITIZENS } from "../scenarios/citizens.ts"
import { type World } from "../world/world.ts"
import { addCitizen } from "./citizens.ts"

/** The cast, on a network that does not know it yet. */
export function seedCast(world: World): void {
  for (const citizen of CITIZENS) addCitizen(world, citizen)
}

/** A few days of life before the desk opens. */
export function seedHistory(world: World): void {
  if (world.timeline.length > 0) return
}
