import { once } from "node:events"
import { createServer } from "node:http"
import { type AddressInfo } from "node:net"
import { type Push } from "../../../server/connectors/connector.ts"
import { type AccountProfile } from "../../../server/connectors/incoming.ts"
import { createXWebhook } from "../../../server/connectors/x/webhook.ts"
import { type Simulator } from "../simulator.ts"

const open: { close(): unknown }[] = []

/** What a desk keeps of X's pushes, and how it misbehaves when a test wants it to. */
export type XDesk = {
  url: string
  pushes: Push[]
  bodies: {
    data: { event_type: string; event_uuid: string; filter: object; tag?: string; payload: { id?: string } }
  }[]
  told: { refused: number; failures: number; knowsSecret: boolean }
}

/** A desk's webhook address, on the connector's own reader. */
export async function openXDesk({ credentials, accounts }: Simulator): Promise<XDesk> {
  const good = createXWebhook({ consumerSecret: credentials.oauth1.appSecret })
  const bad = createXWebhook({ consumerSecret: "another" })
  const profiles: AccountProfile[] = accounts.map(({ id, username, name }) => ({
    externalId: id,
    username,
    name,
  }))
  const pushes: Push[] = []
  const bodies: XDesk["bodies"] = []
  const told = { refused: 0, failures: 0, knowsSecret: true }
  const server = createServer((request, response) => {
    if (request.method === "GET") {
      const query = new URL(request.url ?? "", "http://desk").searchParams
      const answer = (told.knowsSecret ? good : bad).challenge(query)
      return void response.writeHead(answer?.status ?? 404).end(answer?.body)
    }
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const body = Buffer.concat(chunks)
      const isGenuine = good.isGenuine(body, request.headers as Record<string, string>)
      if (!isGenuine) told.refused++
      if (told.failures > 0) {
        told.failures--
        return void response.writeHead(500).end()
      }
      if (isGenuine) {
        bodies.push(JSON.parse(body.toString()) as XDesk["bodies"][number])
        pushes.push(...good.read(body, profiles))
      }
      response.writeHead(isGenuine ? 200 : 403).end()
    })
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  open.push({ close: () => (server.closeAllConnections(), server.close()) })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/webhooks/x`, pushes, bodies, told }
}

export function closeXDesks(): void {
  for (const desk of open.splice(0)) desk.close()
}
