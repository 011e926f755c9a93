import { type Request, type Response } from "express"
import { type WorldEvent } from "../world/records.ts"
import { type World } from "../world/world.ts"
import { viewDirect, viewPost, viewUser } from "./view.ts"

const KEEP_ALIVE = 20_000

/** Server-sent events: what happens on the network, as it happens, to every open page. */
export class Live {
  private readonly pages = new Set<Response>()
  private readonly timer: NodeJS.Timeout
  private readonly stopListening: () => void

  constructor(world: World) {
    this.timer = setInterval(() => this.write(": here\n\n"), KEEP_ALIVE).unref()
    this.stopListening = world.listen((event) => {
      const change = viewEvent(world, event)
      if (change) this.send(change.name, change.data)
    })
  }

  connect(request: Request, response: Response): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" })
    response.write("retry: 1000\n\n")
    this.pages.add(response)
    request.on("close", () => this.pages.delete(response))
  }

  send(name: string, data: unknown): void {
    this.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  close(): void {
    clearInterval(this.timer)
    this.stopListening()
    for (const page of this.pages) page.end()
  }

  private write(text: string): void {
    for (const page of this.pages) page.write(text)
  }
}

function viewEvent(world: World, event: WorldEvent): { name: string; data: unknown } | null {
  switch (event.type) {
    case "user":
      return { name: "user", data: viewUser(world, event.user) }
    case "post":
      return { name: "post", data: viewPost(world, event.post) }
    case "delete":
    case "hide": {
      const post = world.posts.get(event.id)
      return post ? { name: "post", data: viewPost(world, post) } : null
    }
    case "direct":
      return { name: "direct", data: viewDirect(world, event.direct) }
    case "clock":
      return { name: "clock", data: { clockOffset: event.offset } }
    default:
      return null
  }
}
