import { type Request, type Response } from "express"
import { type FacebookEvent } from "../world/facebook/records.ts"
import { type WorldEvent } from "../world/records.ts"
import { type World } from "../world/world.ts"
import { viewComment, viewMessage, viewPagePost } from "./facebook-view.ts"
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

type Change = { name: string; data: unknown }

function viewEvent(world: World, event: WorldEvent): Change | null {
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
    case "facebook":
      // The page shows the first Page.
      return event.page === undefined ? viewFacebookEvent(world, event.event) : null
    default:
      return null
  }
}

/** What changed on Facebook, as the whole of what it changed. */
function viewFacebookEvent(world: World, event: FacebookEvent): Change | null {
  if (event.kind === "message") return { name: "message", data: viewMessage(world, event.message) }
  if (event.kind === "access") return { name: "access", data: { access: event.access } }
  const id =
    event.kind === "post"
      ? event.post.id
      : event.kind === "comment"
        ? event.comment.id
        : "id" in event
          ? event.id
          : ""
  const [post, comment] = [world.facebook.posts.get(id), world.facebook.comments.get(id)]
  if (post) return { name: "pagePost", data: viewPagePost(world, post) }
  return comment ? { name: "comment", data: viewComment(world, comment) } : null
}
