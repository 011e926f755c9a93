import type { Network } from "../shared/network.ts"
import type { Config } from "./config.ts"
import type { NetworkAccess } from "./connectors/access.ts"
import { type Connector, ConnectorError, type Stream, type Webhook } from "./connectors/connector.ts"
import { createFacebookWebhook } from "./connectors/facebook/webhook.ts"
import { createPhoneConnector } from "./connectors/phone/phone-connector.ts"
import { createXOAuth } from "./connectors/x/oauth2.ts"
import { createXStream } from "./connectors/x/stream.ts"
import { createXWebhook } from "./connectors/x/webhook.ts"
import { keptBy } from "./connectors/x/x-client.ts"
import { createXConnector } from "./connectors/x/x-connector.ts"
import { StartError } from "./start-error.ts"

/** The words that an account of a network is to listen to, when the connector asks. */
export type KeywordsOf = (network: Network) => (accountExternalId: string) => Promise<string[]>

/**
 * One connector per account whose credentials are given in the environment.
 * @throws StartError when an address cannot be that of the network's API
 */
export async function connectorsOf(
  { x, facebook, phone }: Config,
  keywordsOf: KeywordsOf,
): Promise<Connector[]> {
  const connectors: Connector[] = []
  for (const credentials of x.accounts) {
    const { apiUrl, pollMs } = x
    connectors.push(
      orExplain("X_API_URL", () =>
        createXConnector({ apiUrl, credentials, pollMs, keywords: keywordsOf("x") }),
      ),
    )
  }
  if (facebook.credentials && facebook.appSecret) {
    const { apiUrl, appSecret, credentials, pollMs } = facebook
    const createFacebookConnector = await facebookConnector()
    connectors.push(
      orExplain("FACEBOOK_API_URL", () =>
        createFacebookConnector({ apiUrl, appSecret, ...credentials, pollMs }),
      ),
    )
  }
  if (phone) connectors.push(createPhoneConnector(phone))
  return connectors
}

/**
 * How accounts are connected from the settings page, for each network whose application is configured.
 * @throws StartError when an address cannot be that of the network's API
 */
export async function accessesOf(
  { x, facebook }: Config,
  keywordsOf: KeywordsOf,
): Promise<Map<Network, NetworkAccess>> {
  const accesses = new Map<Network, NetworkAccess>()
  if (x.app) {
    const { apiUrl, app, pollMs } = x
    const oauth = orExplain("X_API_URL", () => createXOAuth({ apiUrl, app }))
    accesses.set("x", {
      network: "x",
      consent: { begin: oauth.begin, finish: oauth.finish },
      renew: oauth.renew,
      revoke: oauth.revoke,
      connect: (_credentials, keeper) =>
        createXConnector({ apiUrl, credentials: keptBy(keeper), pollMs, keywords: keywordsOf("x") }),
    })
  }
  if (facebook.appSecret) {
    const { apiUrl, appSecret, pollMs } = facebook
    const createFacebookConnector = await facebookConnector()
    accesses.set("facebook", {
      network: "facebook",
      consent: null,
      renew: () => Promise.reject(new ConnectorError("retry", "token_rejected")),
      // A Page's token ends with the person's role on the Page, which is not ours to take.
      revoke: () => Promise.resolve(),
      connect: ({ accessToken }) =>
        orExplain("FACEBOOK_API_URL", () =>
          createFacebookConnector({ apiUrl, appSecret, pageToken: accessToken, pollMs }),
        ),
    })
  }
  return accesses
}

/** Meta's library takes tens of megabytes: only cities with a Page load it. */
const facebookConnector = async () =>
  (await import("./connectors/facebook/facebook-connector.ts")).createFacebookConnector

function orExplain<T>(variable: string, create: () => T): T {
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
  const { consumerSecret, clientSecret } = x.webhookSecrets
  if (consumerSecret !== null || clientSecret !== null)
    webhooks.set("x", createXWebhook({ consumerSecret, clientSecret }))
  const { appSecret, verifyToken } = facebook
  if (appSecret && verifyToken) webhooks.set("facebook", createFacebookWebhook({ appSecret, verifyToken }))
  return webhooks
}

/** What networks tell over a lasting connection, once the application's own token is configured. */
export function streamsOf({ x: { apiUrl, bearerToken } }: Config): Stream[] {
  return bearerToken === null ? [] : [orExplain("X_API_URL", () => createXStream({ apiUrl, bearerToken }))]
}
