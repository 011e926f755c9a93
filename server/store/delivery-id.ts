import { createHash } from "node:crypto"
import type { Network } from "../../shared/network.ts"

/** The name of a delivery: the same bytes from the same network are the same delivery. */
export const deliveryId = (network: Network, body: Buffer): string =>
  createHash("sha256").update(network).update("\0").update(body).digest("base64url")
