import { type CursorSource } from "../sessions/cursors.ts"
import { type Document } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { type Context } from "./command.ts"
import { openCursor } from "./cursor-reply.ts"
import { countField, documentField } from "./fields.ts"
import { PipelineSource } from "./results-source.ts"

/** Answers with a cursor over documents that are already there. */
export function documentsReply(context: Context, ns: string, documents: Document[]): Promise<Reply> {
  const batchSize = countField(documentField(context.body, "cursor") ?? {}, "batchSize")
  return openCursor(context, sourceOf(documents), { ns, batchSize: batchSize ?? documents.length + 1 })
}

function sourceOf(documents: Document[]): CursorSource {
  return new PipelineSource(each(documents))
}

async function* each(documents: Document[]): AsyncGenerator<Document> {
  yield* documents
}
