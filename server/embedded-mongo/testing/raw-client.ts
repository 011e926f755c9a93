import { once } from "node:events"
import { connect, type Socket } from "node:net"
import { deserialize, serialize, type Document } from "bson"

/** A client that sends exactly the bytes it is told to, as no driver would. */
export type RawClient = {
  socket: Socket
  send(bytes: Uint8Array): void
  /**
   * Sends a command as OP_MSG and reads its answer.
   * @throws Error when the connection ends first.
   */
  command(body: Document): Promise<Document>
  /** Reads the answer to what `send` sent. */
  answer(): Promise<Document>
  /** Resolves when the server has closed the connection. */
  closed: Promise<unknown>
}

/** Connects to the socket or the port a server's address stands for. */
export async function rawClient(uri: string): Promise<RawClient> {
  const address = decodeURIComponent(/^mongodb:\/\/([^/?]+)/.exec(uri)?.[1] ?? "")
  const [, host, port] = /^([\w.]+):(\d+)$/.exec(address) ?? []
  const socket = port === undefined ? connect(address) : connect(Number(port), host)
  await once(socket, "connect")
  socket.on("error", () => undefined)
  let received = Buffer.alloc(0)
  let wake: (() => void) | undefined
  socket.on("close", () => wake?.())
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    wake?.()
  })
  const answer = async (): Promise<Document> => {
    while (received.length < 4 || received.length < received.readInt32LE(0)) {
      if (socket.destroyed) throw new Error("the connection ended before the answer")
      await new Promise<void>((resolve) => (wake = resolve))
    }
    const length = received.readInt32LE(0)
    const reply = deserialize(received.subarray(21, length))
    received = received.subarray(length)
    return reply
  }
  return {
    socket,
    closed: new Promise((resolve) => socket.once("close", resolve)),
    send: (bytes) => void socket.write(bytes),
    answer,
    command: (body) => {
      socket.write(message(body))
      return answer()
    },
  }
}

/** An OP_MSG with one body. */
export function message(body: Document, flags = 0): Buffer {
  const bytes = serialize(body)
  const head = Buffer.alloc(21)
  head.writeInt32LE(head.length + bytes.length, 0)
  head.writeInt32LE(1, 4)
  head.writeInt32LE(2013, 12)
  head.writeUInt32LE(flags, 16)
  return Buffer.concat([head, bytes])
}
