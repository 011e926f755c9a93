import { CommandError } from "../errors.ts"
import { failPointNames, type FailPointMode } from "../fail-points/fail-points.ts"
import { wrongFailCommandData } from "../fail-points/strike.ts"
import { getOwn, isDocument } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { show } from "../values/show.ts"
import { type Reply } from "../wire/reply.ts"
import { type Command, type Context } from "./command.ts"
import { documentField, wrongType } from "./fields.ts"

/** Makes commands fail, so that a client's handling of errors can be tested. */
function configureFailPoint({ body, services }: Context): Reply {
  const wanted = getOwn(body, "configureFailPoint")
  const name = failPointNames.find((each) => each === wanted)
  if (!name) throw new CommandError("FailPointSetFailed", `${show(wanted)} not found`)
  const data = documentField(body, "data") ?? {}
  const wrong = name === "failCommand" ? wrongFailCommandData(data) : undefined
  if (wrong !== undefined) throw new CommandError("BadValue", wrong)
  return { body: { count: BigInt(services.failPoints.configure(name, modeOf(body.mode), data)) } }
}

function modeOf(mode: unknown): FailPointMode {
  if (mode === "off" || mode === "alwaysOn") return { kind: mode }
  if (!isDocument(mode)) {
    if (typeof mode === "string") throw new CommandError("BadValue", `unknown mode: ${mode}`)
    throw wrongType("mode", mode, "object")
  }
  const [kind = ""] = Object.keys(mode)
  const value = toNumber(mode[kind])
  if (value === undefined || value < 0)
    throw new CommandError("BadValue", `the mode '${kind}' needs a number that is not below 0`)
  if (kind === "activationProbability") {
    if (value > 1) throw new CommandError("BadValue", "activationProbability must be between 0.0 and 1.0")
    return { kind: "random", probability: value }
  }
  if (kind !== "times" && kind !== "skip") throw new CommandError("BadValue", `unknown mode: ${show(mode)}`)
  return kind === "times" && value === 0 ? { kind: "off" } : { kind, count: Math.trunc(value) }
}

export const failPointCommands: Record<string, Command> = {
  configureFailPoint: {
    run: configureFailPoint,
    fields: ["mode", "data"],
    isAdminOnly: true,
    isForTests: true,
  },
}
