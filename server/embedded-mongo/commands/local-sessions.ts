import { Binary } from "bson"
import { runPipeline } from "../aggregate/pipeline.ts"
import { CommandError, notSupported } from "../errors.ts"
import { type Session } from "../sessions/sessions.ts"
import { isDocument, type Document } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { type Context } from "./command.ts"
import { openCursor, type CursorOptions } from "./cursor-reply.ts"
import { nobody } from "./kill-sessions.ts"
import { pipelineEnv } from "./pipeline-env.ts"
import { PipelineSource } from "./results-source.ts"
import { refuseStrict } from "./stable-api.ts"
import { Turns } from "./turns.ts"

/** A pipeline over the sessions that are known: `$listLocalSessions`, then other stages. */
export function listLocalSessions(
  context: Context,
  stages: Document[],
  options: CursorOptions,
): Promise<Reply> {
  if (context.txn)
    throw new CommandError(
      "OperationNotSupportedInTransaction",
      "Operation not permitted in transaction :: caused by :: Aggregation stage $listLocalSessions cannot run within a multi-document transaction",
    )
  refuseStrict(context.body, "stage $listLocalSessions")
  const spec: unknown = stages[0]?.$listLocalSessions
  if (!isDocument(spec)) throw new CommandError("TypeMismatch", "$listLocalSessions must be an object")
  // Nobody has signed in, so all sessions are one's own.
  for (const option of Object.keys(spec))
    if (option !== "allUsers") throw notSupported(`$listLocalSessions option '${option}'`)
  const sessions = context.services.sessions.list().map(describe)
  const documents = runPipeline(sessions, stages.slice(1), pipelineEnv(context, new Turns()))
  return openCursor(context, new PipelineSource(documents[Symbol.asyncIterator]()), options)
}

function describe({ key, lastUse }: Session): Document {
  return { _id: { id: new Binary(Buffer.from(key, "hex"), 4), uid: nobody }, lastUse: new Date(lastUse) }
}
