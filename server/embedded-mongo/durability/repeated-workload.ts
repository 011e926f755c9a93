import { UUID } from "bson"
import { rawClient, type RawClient } from "../testing/raw-client.ts"
import { type Document } from "../values/bson-value.ts"
import { type Tally, type Workload } from "./workload.ts"

/** What one session has sent: `sent` runs ahead of `answered` while an answer is outstanding. */
type Session = { id: UUID; sent: number; answered: number; client: RawClient | undefined }

/**
 * Retryable writes whose answer was lost with the server: repeated after the restart they are answered
 * as the first time, and have happened once. Spoken by hand, as a driver hides its numbers.
 */
export function repeatedWorkload(tally: Tally): Workload {
  const sessions = Array.from({ length: 2 }, (): Session => ({
    id: new UUID(),
    sent: 0,
    answered: 0,
    client: undefined,
  }))
  const wrong: string[] = []
  const send = async (session: Session, writer: number): Promise<void> => {
    const { client, id, sent } = session
    if (!client) throw new Error("not connected")
    const identity = { lsid: { id }, txnNumber: BigInt(sent), $db: "test" }
    const answer = await client.command({ ...commandOf(writer, sent), ...identity })
    if (!isRight(answer, sent)) wrong.push(`session ${writer}, write ${sent}: ${JSON.stringify(answer)}`)
  }
  return {
    name: "repeated",
    prepare: async () => undefined,
    resume: async ({ uri }) => {
      for (const [writer, session] of sessions.entries()) {
        session.client?.socket.destroy()
        session.client = await rawClient(uri)
        if (session.sent === session.answered) continue
        await send(session, writer)
        session.answered = session.sent
      }
    },
    writers: sessions.length,
    write: async ({ random }, writer) => {
      const session = sessions[writer] as Session
      session.sent++
      await send(session, writer)
      session.answered = session.sent
      if (random.below(4) === 0) await send(session, writer)
      tally.acknowledged++
    },
    check: (read, report) => {
      for (const what of wrong) report(what)
      wrong.length = 0
      const documents = read("repeated")
      for (const [writer, { sent, answered }] of sessions.entries()) {
        const n = (documents.find((one) => one._id === writer)?.n ?? 0) as number
        if (n < answered || n > sent)
          report(`session ${writer}: ${n} writes happened, answered were ${answered}`)
      }
    },
  }
}

/** Both kinds add one to the session's document. */
function commandOf(writer: number, sent: number): Document {
  const update = { $inc: { n: 1 } }
  return sent % 2 === 0
    ? { update: "repeated", updates: [{ q: { _id: writer }, u: update, upsert: true }] }
    : { findAndModify: "repeated", query: { _id: writer }, update, upsert: true, new: true }
}

function isRight(answer: Document, sent: number): boolean {
  if (answer.ok !== 1) return false
  return sent % 2 === 0 ? answer.n === 1 : (answer.value as Document | null)?.n === sent
}
