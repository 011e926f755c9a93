import { createHmac } from "node:crypto"
import business, { type Page } from "facebook-nodejs-business-sdk"

const { FacebookAdsApi, Page: PageNode } = business

/** The official client sent to a simulator by its own `urlOverride` argument (connectors.md, 1.2). */
class GraphApi extends FacebookAdsApi {
  private readonly base: string
  private readonly appSecret: string | undefined

  constructor(token: string, base: string, appSecret: string | undefined) {
    super(token, "en_US", false)
    this.base = base
    this.appSecret = appSecret
  }

  override call<T>(
    method: string,
    path: string | readonly string[] | string[],
    params: Record<string, unknown> = {},
    files: Record<string, unknown> = {},
    useMultipart = false,
  ): Promise<T> {
    const proof =
      this.appSecret === undefined || typeof path === "string"
        ? {}
        : { appsecret_proof: createHmac("sha256", this.appSecret).update(this.accessToken).digest("hex") }
    return super.call<T>(method, path as string[], { ...params, ...proof }, files, useMultipart, this.base)
  }
}

/** The official client, unchanged, pointed at a simulator. */
export function graphClient(base: string, token: string, appSecret?: string) {
  const api = new GraphApi(token, base, appSecret)
  return { api, page: (id: string): Page => new PageNode(id, {}, undefined, api) }
}
