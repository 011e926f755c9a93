import http from "node:http"
import { type AddressInfo } from "node:net"

export type PictureServer = { url: string; asked: http.IncomingMessage[]; close: () => Promise<void> }

/** A server on this machine that answers every request as the test tells it to. */
export async function startPictureServer(answer: http.RequestListener): Promise<PictureServer> {
  const asked: http.IncomingMessage[] = []
  const server = http.createServer((req, res) => {
    asked.push(req)
    answer(req, res)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
