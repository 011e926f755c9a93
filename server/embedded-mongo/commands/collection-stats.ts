import { runPipeline } from "../aggregate/pipeline.ts"
import { CommandError, notSupported } from "../errors.ts"
import { documentField, countField } from "./fields.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type Reply } from "../wire/reply.ts"
import { collectionAt, namespaceOf, type Command, type Context } from "./command.ts"
import { openCursor } from "./cursor-reply.ts"
import { pipelineEnv } from "./pipeline-env.ts"
import { specOf } from "./push-down.ts"
import { PipelineSource } from "./results-source.ts"
import { Turns } from "./turns.ts"
import { refuseView } from "./views.ts"

function collStats(context: Context): Reply {
  const ns = namespaceOf(context)
  refuseView(context.services.store, ns)
  const scale = toNumber(getOwn(context.body, "scale")) ?? 1
  return { body: { ns, ...storageStats(context, ns, scale) } }
}

/** How much a collection holds; sizes are those of the documents, as what LMDB adds is shared by all. */
function storageStats(context: Context, ns: string, scale: number): Document {
  const collection = collectionAt(context, ns)
  const { documents, bytes } = collection
    ? context.view.size(collection.keyspace)
    : { documents: 0, bytes: 0 }
  const { capped, size, max } = collection?.options ?? {}
  return {
    size: Math.floor(bytes / scale),
    count: documents,
    ...(documents > 0 && { avgObjSize: Math.floor(bytes / documents) }),
    storageSize: Math.floor(bytes / scale),
    ...(capped === true ? { capped, max: max ?? 0, maxSize: size } : { capped: false }),
    nindexes: collection?.indexes.length ?? 0,
    scaleFactor: scale,
  }
}

/** `$collStats`, and what a pipeline makes of it. */
export function aggregateStats(context: Context, ns: string, stages: Document[]): Promise<Reply> {
  const spec = specOf(stages[0], "$collStats")
  const asked = isDocument(spec) ? spec : {}
  for (const field of Object.keys(asked))
    if (field !== "count" && field !== "storageStats") throw notSupported(`$collStats option '${field}'`)
  const collection = collectionAt(context, ns)
  if (!collection) throw new CommandError("NamespaceNotFound", `Collection [${ns}] not found.`)
  const scale = toNumber(documentField(asked, "storageStats")?.scale) ?? 1
  const stats = {
    ns,
    localTime: context.startedAt,
    ...(asked.storageStats !== undefined && { storageStats: storageStats(context, ns, scale) }),
    ...(asked.count !== undefined && { count: context.view.size(collection.keyspace).documents }),
  }
  const documents = runPipeline([stats], stages.slice(1), pipelineEnv(context, new Turns()))
  const batchSize = countField(documentField(context.body, "cursor") ?? {}, "batchSize")
  return openCursor(context, new PipelineSource(documents[Symbol.asyncIterator]()), { ns, batchSize })
}

export const statsCommands: Record<string, Command> = {
  collStats: { run: collStats, fields: ["scale"] },
}
