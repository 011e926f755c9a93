import { type Socket } from "node:net"
import { headerBytes, MalformedMessage, parseMessage, type Request } from "./message.ts"

export type Handler = (request: Request) => Promise<Buffer[] | undefined>

/**
 * Reads messages from a socket and answers them one after the other. Bytes that are no message close
 * the connection; nothing a client sends ends the server.
 */
export class Connection {
  readonly #socket: Socket
  readonly #handle: Handler
  readonly #onClose: () => void
  readonly #maxBytes: () => number
  #chunks: Buffer[] = []
  #buffered = 0
  #queue: Promise<void> = Promise.resolve()
  #isClosed = false

  /** @param maxBytes how long a message may be now: who has not signed in is not given much memory. */
  constructor(socket: Socket, handle: Handler, onClose: () => void, maxBytes: () => number) {
    this.#socket = socket
    this.#handle = handle
    this.#onClose = onClose
    this.#maxBytes = maxBytes
    socket.setNoDelay(true)
    socket.on("data", (chunk: Buffer) => this.#receive(chunk))
    socket.on("error", () => this.close())
    socket.on("close", () => this.close())
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#buffered += chunk.length
    try {
      for (let message = this.#take(); message; message = this.#take()) this.#enqueue(parseMessage(message))
    } catch {
      // Answers to earlier messages still go out; then the connection ends.
      this.#isClosed = true
      void this.#queue.then(() => this.#socket.destroy())
    }
  }

  /** The next whole message, or undefined until more bytes come. */
  #take(): Buffer | undefined {
    if (this.#isClosed || this.#buffered < 4) return undefined
    const length = this.#peekLength()
    if (length < headerBytes || length > this.#maxBytes())
      throw new MalformedMessage(`message of ${length} bytes`)
    if (this.#buffered < length) return undefined
    const all = this.#joined()
    this.#chunks = all.length > length ? [all.subarray(length)] : []
    this.#buffered -= length
    return all.subarray(0, length)
  }

  #peekLength(): number {
    const first = this.#chunks[0]
    return first && first.length >= 4 ? first.readInt32LE(0) : this.#joined().readInt32LE(0)
  }

  #joined(): Buffer {
    const [first] = this.#chunks
    const all = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks)
    this.#chunks = [all]
    return all
  }

  #enqueue(request: Request): void {
    this.#queue = this.#queue.then(() => this.#answer(request)).catch(() => this.close())
  }

  async #answer(request: Request): Promise<void> {
    if (this.#socket.destroyed) return
    const reply = await this.#handle(request)
    if (!reply || this.#socket.destroyed) return
    this.#socket.cork()
    let hasRoom = true
    for (const part of reply) hasRoom = this.#socket.write(part)
    this.#socket.uncork()
    if (!hasRoom) await this.#drained()
  }

  /** A client that does not read its answers is not sent more. */
  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#socket.off("drain", done).off("close", done)
        resolve()
      }
      this.#socket.on("drain", done).on("close", done)
    })
  }

  /** Resolves when no command of this connection is running any more. */
  get idle(): Promise<void> {
    return this.#queue
  }

  close(): void {
    this.#socket.destroy()
    if (this.#isClosed && this.#buffered === -1) return
    this.#isClosed = true
    this.#buffered = -1
    this.#onClose()
  }
}
