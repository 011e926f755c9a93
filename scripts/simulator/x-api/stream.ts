import { type ServerResponse } from "node:http"
import { setTimeout as wait } from "node:timers/promises"
import { type PostRecord, type StreamRule } from "../world/records.ts"
import { type World } from "../world/world.ts"
import { type Faults } from "../wire/faults.ts"
import { inNewerStyle } from "./fields.ts"
import { postsBody, type Selection } from "./includes.ts"
import { compileQuery, type PostTest } from "./search-query.ts"

/** docs.x.com, "Filtered stream": a sign of life at least every 20 seconds of real time. */
const KEEP_ALIVE = 20_000
/** Long enough for the pieces of a split chunk to arrive apart. */
const BETWEEN_PIECES = 15
const CALL = { method: "STREAM", route: "/2/tweets/search/stream", path: "/2/tweets/search/stream" }

const DISCONNECT = {
  errors: [
    {
      title: "operational-disconnect",
      disconnect_type: "UpstreamOperationalDisconnect",
      detail: "This stream has been disconnected upstream for operational reasons.",
      type: "https://api.x.com/2/problems/operational-disconnect",
    },
  ],
}

type Connection = {
  response: ServerResponse
  selection: Selection
  speaksOfPosts: boolean
  last: Promise<void>
}

/** The filtered stream: one reader at a time, who gets every new post that fits a rule, and what goes wrong on the way. */
export class FilteredStream {
  private readonly world: World
  private readonly faults: Faults
  private readonly tests = new Map<string, PostTest>()
  private readonly stopListening: () => void
  private readonly timer: NodeJS.Timeout
  private connection: Connection | null = null

  constructor(world: World, faults: Faults, keepAliveMs = KEEP_ALIVE) {
    this.world = world
    this.faults = faults
    this.stopListening = world.listen((event) => {
      if (event.type === "post" && !world.isQuiet) this.offer(event.post)
    })
    this.timer = setInterval(() => this.connection?.response.write("\r\n"), keepAliveMs).unref()
  }

  get isTaken(): boolean {
    return this.connection !== null
  }

  /** Keeps the answer open and writes to it from now on. */
  connect(response: ServerResponse, selection: Selection, speaksOfPosts: boolean): void {
    const connection = { response, selection, speaksOfPosts, last: Promise.resolve() }
    this.connection = connection
    response.on("close", () => {
      if (this.connection === connection) this.connection = null
    })
    response.socket?.setNoDelay(true)
    response.flushHeaders()
  }

  close(): void {
    clearInterval(this.timer)
    this.stopListening()
    this.connection?.response.end()
  }

  private offer(post: PostRecord): void {
    const { connection } = this
    if (!connection) return
    const matching = this.world.streamRules.filter((rule) => this.testOf(rule)(post))
    if (matching.length > 0)
      connection.last = connection.last.then(() => this.send(connection, post, matching))
  }

  private async send(connection: Connection, post: PostRecord, matching: StreamRule[]): Promise<void> {
    const { response, selection, speaksOfPosts } = connection
    if (response.closed) return
    if (this.faults.take("stream_disconnect", CALL)) {
      response.end(`${JSON.stringify(DISCONNECT)}\r\n`)
      return
    }
    const { data, ...rest } = postsBody(this.world, [post], selection)
    const matching_rules = matching.map(({ id, tag }) => ({ id, tag: tag ?? "" }))
    const body = { data: data?.[0], ...rest, matching_rules }
    const line = Buffer.from(`${JSON.stringify(speaksOfPosts ? inNewerStyle(body) : body)}\r\n`)
    const copies = this.faults.take("stream_duplicate", CALL) ? 2 : 1
    for (let copy = 0; copy < copies; copy++)
      for (const piece of this.faults.take("stream_split", CALL) ? split(line) : [line]) {
        await written(response, piece)
        if (piece !== line) await wait(BETWEEN_PIECES, undefined, { ref: false })
      }
    if (!this.faults.take("stream_cut", CALL)) return
    await wait(BETWEEN_PIECES, undefined, { ref: false })
    response.socket?.resetAndDestroy()
  }

  private testOf({ value }: StreamRule): PostTest {
    const known = this.tests.get(value)
    if (known) return known
    const compiled = compileQuery(this.world, value)
    const test = "test" in compiled ? compiled.test : () => false
    this.tests.set(value, test)
    return test
  }
}

const written = (response: ServerResponse, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => response.write(bytes, () => resolve()))

/** In two, in the middle of the first character that takes more than one byte. */
function split(line: Buffer): Buffer[] {
  const at = line.findIndex((byte) => byte > 0x7f)
  const cut = at < 0 ? Math.floor(line.length / 2) : at + 1
  return [line.subarray(0, cut), line.subarray(cut)]
}
