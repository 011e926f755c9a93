import { randomBytes } from "node:crypto"
import { CommandError } from "../errors.ts"
import { decoyFor, type Credentials } from "./credentials.ts"
import { type GuessLimit } from "./guess-limit.ts"
import { beginExchange, finishExchange, parseClientFirst, type Exchange } from "./scram.ts"

/** The one mechanism offered: SCRAM-SHA-1 hashes with MD5 and SHA-1. */
export const mechanism = "SCRAM-SHA-256"

/** The database a user belongs to. */
export const userDatabase = "admin"

/** Who may sign in, for the whole server. */
export type Gate = {
  /** False on a socket and where sign-in was switched off: everything is allowed to everyone. */
  isRequired: boolean
  /** True when nobody but the folder's owner gets in without signing in. */
  isPrivate: boolean
  credentials: Credentials | undefined
  guesses: GuessLimit
  now: () => number
}

/** An answer of an exchange, as `saslStart` and `saslContinue` give it. */
export type Step = { conversationId: number; done: boolean; payload: Buffer }

type Conversation = {
  id: number
  exchange: Exchange
  startedAt: number
  skipsEmptyExchange: boolean
  /** The proof was right, and the client's empty message is still to come. */
  isProven: boolean
}

/** A conversation that takes longer is forgotten. */
const conversationMs = 60_000
const longestMessage = 2048
/** For servers without credentials: everyone is unknown to them. */
const noSecret = randomBytes(32)

/** One connection's way in: an exchange under way, and who it has signed in as. */
export class SignIn {
  readonly #gate: Gate
  #conversation: Conversation | undefined
  #user: string | undefined
  #conversations = 0

  constructor(gate: Gate) {
    this.#gate = gate
  }

  get user(): string | undefined {
    return this.#user
  }

  /** True when this connection may do everything. */
  get isOpen(): boolean {
    return !this.#gate.isRequired || this.#user !== undefined
  }

  /** True when this connection is known to be the owner's. */
  get isTrusted(): boolean {
    return this.#gate.isPrivate || this.#user !== undefined
  }

  /**
   * Begins an exchange; one that was under way is given up.
   * @throws CommandError 334 for another mechanism, 17 for a message that is none.
   */
  start(request: { mechanism: unknown; db: string; payload: Buffer; skipsEmptyExchange: boolean }): Step {
    this.#conversation = undefined
    if (request.mechanism !== mechanism)
      throw new CommandError(
        "MechanismUnavailable",
        `Received authentication for mechanism ${String(request.mechanism)} which is unknown or not enabled`,
      )
    const first = parseClientFirst(textOf(request.payload))
    const { credentials } = this.#gate
    const isKnown = credentials?.user === first.user && request.db === userDatabase
    const exchange = beginExchange(
      first,
      isKnown ? credentials : decoyFor(`${request.db}.${first.user}`, credentials?.decoySecret ?? noSecret),
    )
    const id = ++this.#conversations
    this.#conversation = {
      id,
      exchange,
      startedAt: this.#gate.now(),
      skipsEmptyExchange: request.skipsEmptyExchange,
      isProven: false,
    }
    return { conversationId: id, done: false, payload: Buffer.from(exchange.serverFirst) }
  }

  /**
   * Goes on with the exchange; it ends with the first thing that is wrong.
   * @throws CommandError 18 for a wrong password or an unknown user, 17 for what does not belong here.
   */
  async continue(conversationId: unknown, payload: Buffer): Promise<Step> {
    const conversation = this.#conversation
    this.#conversation = undefined
    if (!conversation || this.#gate.now() - conversation.startedAt > conversationMs)
      throw new CommandError("ProtocolError", "No SASL session state found")
    const { id, exchange, skipsEmptyExchange } = conversation
    if (conversationId !== id) throw new CommandError("ProtocolError", "Mismatched conversation id")
    if (conversation.isProven) {
      if (payload.length > 0) throw new CommandError("ProtocolError", "Malformed SCRAM message")
      return this.#enter(conversation, Buffer.alloc(0))
    }
    if (!(await this.#gate.guesses.turn())) throw failed()
    const proof = finishExchange(exchange, textOf(payload))
    if (proof === undefined) {
      this.#gate.guesses.noteFailure()
      throw failed()
    }
    if (skipsEmptyExchange) return this.#enter(conversation, Buffer.from(proof))
    this.#conversation = { ...conversation, isProven: true }
    return { conversationId: id, done: false, payload: Buffer.from(proof) }
  }

  #enter({ id, exchange }: Conversation, payload: Buffer): Step {
    this.#user = exchange.credentials.user
    return { conversationId: id, done: true, payload }
  }

  leave(): void {
    this.#conversation = undefined
    this.#user = undefined
  }
}

function textOf(payload: Buffer): string {
  if (payload.length > longestMessage) throw new CommandError("ProtocolError", "Malformed SCRAM message")
  return payload.toString("utf8")
}

const failed = (): CommandError => new CommandError("AuthenticationFailed", "Authentication failed.")
