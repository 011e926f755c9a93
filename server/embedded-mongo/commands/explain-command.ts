import { CommandError, notSupported } from "../errors.ts"
import { getOwn, isDocument, type Document } from "../values/bson-value.ts"
import { type Reply } from "../wire/reply.ts"
import { type Command, type Context } from "./command.ts"
import { underCollation } from "./collated.ts"
import { explainFind, explainPipeline } from "./explain.ts"
import { documentsField } from "./fields.ts"
import { resolve } from "./views.ts"

/** What a find, count, distinct, aggregate, update, delete or findAndModify would read, and how. */
async function explain(context: Context): Promise<Reply> {
  const explained = getOwn(context.body, "explain")
  if (!isDocument(explained)) throw new CommandError("TypeMismatch", "explain needs a command")
  const [name = ""] = Object.keys(explained)
  const ns = `${context.db}.${String(explained[name])}`
  return underCollation(explained.collation, () => explainUnder(context, name, ns, explained))
}

async function explainUnder(context: Context, name: string, ns: string, explained: Document): Promise<Reply> {
  const isExecuted = (getOwn(context.body, "verbosity") ?? "allPlansExecution") !== "queryPlanner"
  if (name.toLowerCase() === "aggregate") {
    const stages = documentsField(explained, "pipeline") ?? []
    const source = resolve(context.services.store, ns)
    const whole = [...source.pipeline, ...stages]
    return { body: await explainPipeline({ ...context, body: explained }, source.ns, whole, isExecuted) }
  }
  return { body: await explainFind({ ...context, body: bodyOf(name, explained) }, ns, isExecuted) }
}

function bodyOf(name: string, command: Document): Document {
  const first = (field: string): Document => {
    const [statement] = (command[field] ?? []) as Document[]
    return { filter: statement?.q ?? {} }
  }
  switch (name.toLowerCase()) {
    case "find":
      return command
    case "count":
    case "distinct":
    case "findandmodify":
      return { ...command, filter: command.query ?? {} }
    case "update":
      return first("updates")
    case "delete":
      return first("deletes")
    default:
      throw notSupported(`explain of ${name}`)
  }
}

export const explainCommands: Record<string, Command> = {
  explain: { run: explain, fields: ["verbosity"] },
}
