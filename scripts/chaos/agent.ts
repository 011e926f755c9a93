import { setTimeout as wait } from "node:timers/promises"
import type { Reply } from "../../shared/reply.ts"
import { type DeskClient, DeskRefusal } from "../rig/desk-client.ts"

/** What the agent asked for, across all lives of the desk. Text is unique, so that it can be found on the network. */
export type Asked = {
  threadId: string
  clientId: string
  text: string
  expectedVersion: number
  answered: boolean
}
export type AgentLog = { replies: Map<string, Asked>; resent: number }

const UNFINISHED: Reply["state"][] = ["held", "queued", "sending", "retry", "unknown"]

/** An agent who answers as fast as the desk lets her, and asks again what was cut. */
export function createAgent(client: DeskClient, log: AgentLog, random: () => number) {
  /** Asks for a reply; when the desk dies meanwhile, the same one is asked for again in its next life. */
  async function ask(asked: Asked): Promise<void> {
    try {
      await client.reply(asked.threadId, asked)
      asked.answered = true
    } catch (error) {
      // Refused for good (a newer message, say): nothing was queued.
      if (error instanceof DeskRefusal && error.status < 500) log.replies.delete(asked.clientId)
      else throw error
    }
  }

  async function askAgain(): Promise<void> {
    for (const asked of [...log.replies.values()].filter(({ answered }) => !answered)) await ask(asked)
  }

  async function answerSome(): Promise<void> {
    const threads = (await client.threads("inbox")).filter(({ lastReply }) => lastReply === null)
    for (const thread of threads.slice(0, 20)) {
      if (random() < 0.3) continue
      const clientId = crypto.randomUUID()
      const asked: Asked = {
        threadId: thread.id,
        clientId,
        text: `Bonjour, c’est noté, une équipe passera. Réf. ${clientId.slice(0, 13)}`,
        expectedVersion: thread.version,
        answered: false,
      }
      log.replies.set(clientId, asked)
      await ask(asked)
    }
  }

  return {
    /** Works until the desk is gone. */
    async workUntilCut(credentials: { email: string; password: string }): Promise<void> {
      try {
        await client.signIn(credentials.email, credentials.password)
        for (;;) {
          await askAgain()
          await answerSome()
          await wait(50)
        }
      } catch (error) {
        if (error instanceof DeskRefusal && error.status < 500) throw error
      }
    },

    /**
     * Finishes the day: waits until every message is in and every reply has an end, deciding about uncertain ones
     * as a person would. False when time ran out.
     */
    async settle(
      countMessages: () => Promise<{ lost: number }>,
      deadline: number,
      say: (line: string) => void,
    ): Promise<boolean> {
      await askAgain()
      const open = new Map(log.replies)
      while (Date.now() < deadline) {
        for (const [clientId, { threadId }] of open) {
          const { replies } = await client.detail(threadId)
          const reply = replies.find((candidate) => candidate.clientId === clientId)
          if (reply?.state === "uncertain") {
            await client.resend(reply.id)
            log.resent += 1
          } else if (reply && !UNFINISHED.includes(reply.state)) open.delete(clientId)
        }
        const { lost } = await countMessages()
        if (open.size === 0 && lost === 0) return true
        say(`settling: ${open.size} replies open, ${lost} messages to come`)
        await wait(5_000)
      }
      return false
    },
  }
}
