import type { Network } from "../shared/network.ts"
import type { Config } from "./config.ts"
import type { Connector, Webhook } from "./connectors/connector.ts"
import { createFacebookWebhook } from "./connectors/facebook/webhook.ts"
import { createPhoneConnector } from "./connectors/phone/phone-connector.ts"
import { createXWebhook } from "./connectors/x/webhook.ts"
import { createXConnector } from "./connectors/x/x-connector.ts"
import { StartError } from "./start-error.ts"

/**
 * One connector per account whose credentials are configured.
 * @throws StartError when an address cannot be that of the network's API
 */
export async function connectorsOf({ x, facebook, phone }: Config): Promise<Connector[]> {
  const connectors: Connector[] = []
  if (x.credentials) {
    const { apiUrl, credentials, pollMs } = x
    connectors.push(orExplain("X_API_URL", () => createXConnector({ apiUrl, credentials, pollMs })))
  }
  if (facebook.credentials) {
    const { apiUrl, credentials, pollMs } = facebook
    // Meta's library takes tens of megabytes: only cities with a Page load it.
    const { createFacebookConnector } = await import("./connectors/facebook/facebook-connector.ts")
    connectors.push(
      orExplain("FACEBOOK_API_URL", () => createFacebookConnector({ apiUrl, ...credentials, pollMs })),
    )
  }
  if (phone) connectors.push(createPhoneConnector(phone))
  return connectors
}

function orExplain(variable: string, create: () => Connector): Connector {
  try {
    return create()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartError(`${variable}: ${why}`, { cause: error })
  }
}

/** What each network pushes is listened to once its secrets are configured. */
export function webhooksOf({ x, facebook }: Config): Map<Network, Webhook> {
  const webhooks = new Map<Network, Webhook>()
  if (x.webhookSecret) webhooks.set("x", createXWebhook({ consumerSecret: x.webhookSecret }))
  if (facebook.credentials && facebook.verifyToken) {
    const { appSecret } = facebook.credentials
    webhooks.set("facebook", createFacebookWebhook({ appSecret, verifyToken: facebook.verifyToken }))
  }
  return webhooks
}
