import { runPipeline } from "../aggregate/pipeline.ts"
import { CommandError } from "../errors.ts"
import { find } from "../planner/find.ts"
import { databaseOf } from "../storage/catalog.ts"
import { type Store } from "../storage/store.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"

/** A view as `system.views` keeps it, where every other server looks for it too. */
export type ViewDefinition = { _id: string; viewOn: string; pipeline: Document[] }

/** MongoDB's ViewGraph::kMaxViewDepth. */
const maxDepth = 20

export const viewsOf = (database: string): string => `${database}.system.views`

/** The view of that name, if there is one. */
export function viewAt(store: Store, ns: string): ViewDefinition | undefined {
  const views = store.catalog.get(viewsOf(databaseOf(ns)))
  if (!views) return undefined
  const request = { filter: { _id: { $eq: ns } }, limit: 1 }
  return find(store.latest, views, request).next()?.document as ViewDefinition | undefined
}

/** All views of a database. */
export function listViews(store: Store, database: string): ViewDefinition[] {
  const views = store.catalog.get(viewsOf(database))
  const results = views && find(store.latest, views, { filter: {} })
  const found: ViewDefinition[] = []
  for (let one = results?.next(); one; one = results?.next()) found.push(one.document as ViewDefinition)
  return found
}

/** @throws CommandError 166 when the name is that of a view. */
export function refuseView(store: Store, ns: string): void {
  if (!store.catalog.get(ns) && viewAt(store, ns))
    throw new CommandError("CommandNotSupportedOnView", `Namespace ${ns} is a view, not a collection`)
}

/** What a name stands for: a collection, perhaps missing, and what its documents pass through first. */
export type Resolved = { ns: string; pipeline: Document[] }

/** Follows views to the collection they are made of. */
export function resolve(store: Store, ns: string): Resolved {
  let resolved: Resolved = { ns, pipeline: [] }
  for (let depth = 0; !store.catalog.get(resolved.ns); depth++) {
    const view = viewAt(store, resolved.ns)
    if (!view) break
    if (depth >= maxDepth) throw tooDeep()
    resolved = {
      ns: `${databaseOf(ns)}.${view.viewOn}`,
      pipeline: [...view.pipeline, ...resolved.pipeline],
    }
  }
  return resolved
}

const tooDeep = (): CommandError =>
  new CommandError("ViewDepthLimitExceeded", `View depth limit exceeded; maximum depth is ${maxDepth}`)

/**
 * Checks what a view is to be made of.
 * @throws CommandError 5 when it would be made of itself, 165 when of too many views, 167 for a stage that
 * no view may have.
 */
export function checkView(store: Store, view: ViewDefinition): void {
  for (const stage of view.pipeline)
    for (const name of ["$out", "$merge", "$changeStream"])
      if (name in stage)
        throw new CommandError("OptionNotSupportedOnView", `${name} cannot be used in a view's pipeline`)
  runPipeline([], view.pipeline, { collection: () => ({ find: () => [] }) })
  follow(store, view, view, [view._id])
}

function follow(store: Store, origin: ViewDefinition, view: ViewDefinition, path: string[]): void {
  if (path.length > maxDepth) throw tooDeep()
  const database = databaseOf(view._id)
  for (const name of [view.viewOn, ...collectionsIn(view.pipeline)]) {
    const ns = `${database}.${name}`
    if (ns === origin._id)
      throw new CommandError("GraphContainsCycle", `View cycle detected: ${[...path, ns].join(" => ")}`)
    const next = store.catalog.get(ns) ? undefined : viewAt(store, ns)
    if (next) follow(store, origin, next, [...path, ns])
  }
}

/** The collections that stages read besides the one they stand behind. */
export function collectionsIn(pipeline: readonly unknown[]): string[] {
  return pipeline.filter(isDocument).flatMap((stage) => {
    const [name = ""] = Object.keys(stage)
    const fields = stage[name]
    if (name === "$unionWith" && typeof fields === "string") return [fields]
    if (!isDocument(fields)) return []
    if (name === "$facet")
      return Object.values(fields).flatMap((inner) => (Array.isArray(inner) ? collectionsIn(inner) : []))
    const inner = getOwn(fields, "pipeline")
    const from = getOwn(fields, name === "$unionWith" ? "coll" : "from")
    return [
      ...(typeof from === "string" ? [from] : []),
      ...(Array.isArray(inner) ? collectionsIn(inner) : []),
    ]
  })
}
