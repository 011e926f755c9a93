import { Agent } from "node:http"
import { type ITwitterApiClientPlugin, TwitterApi, type TwitterApiTokens } from "twitter-api-v2"

/** Sends what the official client means for X to the simulator (connectors.md, 1.1, way B). */
const redirect = (base: string): ITwitterApiClientPlugin => ({
  onBeforeRequestConfig({ params }) {
    params.url = params.url.replace(/^https:\/\/(api|upload)\.x\.com/, base)
    params.timeout ??= 5_000
  },
  onBeforeStreamRequestConfig({ params }) {
    params.url = params.url.replace(/^https:\/\/(api|upload)\.x\.com/, base)
  },
})

/** The official client, unchanged, pointed at a simulator. */
export function xClient(
  base: string,
  token: string | TwitterApiTokens | { clientId: string; clientSecret: string },
) {
  const settings = { httpAgent: new Agent(), plugins: [redirect(base)] }
  return typeof token === "string"
    ? new TwitterApi(token, settings)
    : new TwitterApi(token as TwitterApiTokens, settings)
}
