import { randomBytes } from "node:crypto"
import type { Network } from "../../../shared/network.ts"
import type { AppContext } from "../../context.ts"

/**
 * Takes in a person's request to be forgotten, as their network passed it on. It is carried out by a worker.
 * @returns the code by which the person can ask after it
 */
export function askDeletion(
  { deletions, now }: Pick<AppContext, "deletions" | "now">,
  network: Network,
  personExternalId: string,
): Promise<string> {
  return deletions.ask(randomBytes(12).toString("base64url"), network, personExternalId, now())
}
