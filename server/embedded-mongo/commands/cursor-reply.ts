import { stringOrder } from "../collation/string-order.ts"
import { type BatchLimits, type BatchResult, type CursorSource } from "../sessions/cursors.ts"

import { type Reply } from "../wire/reply.ts"
import { collatedSource } from "./collated.ts"
import { type Context } from "./command.ts"

/** A batch must fit into one message beside its envelope. */
export const maxBatchBytes = 16 * 1024 * 1024
/** What a real server sends at first when no batchSize is given. */
export const firstBatchDocuments = 101

export type CursorOptions = {
  ns: string
  batchSize: number | undefined
  isSingleBatch?: boolean
  neverTimesOut?: boolean
}

/** Reads a first batch and keeps the cursor open when there is more. */
export async function openCursor(
  context: Context,
  given: CursorSource,
  { ns, batchSize, isSingleBatch = false, neverTimesOut = false }: CursorOptions,
): Promise<Reply> {
  const { cursors } = context.services
  const source = collatedSource(given, stringOrder())
  const limits: BatchLimits = { documents: batchSize ?? firstBatchDocuments, bytes: maxBatchBytes }
  let batch: BatchResult
  try {
    batch = await source.read(limits)
  } catch (error) {
    source.close()
    throw error
  }
  let id = 0n
  if (batch.isDone || isSingleBatch) source.close()
  else {
    context.deadline.pause()
    id = cursors.open({
      deadline: context.deadline,
      ns,
      source,
      session: context.session?.key,
      txnNumber: context.txn ? context.txnNumber : undefined,
      neverTimesOut,
    }).id
  }
  return batchReply("firstBatch", id, ns, batch)
}

export function batchReply(
  field: "firstBatch" | "nextBatch",
  id: bigint,
  ns: string,
  { documents, postBatchResumeToken }: BatchResult,
): Reply {
  return {
    body: {},
    batch: { field, id, ns, documents, ...(postBatchResumeToken && { postBatchResumeToken }) },
  }
}
