import { CommandError } from "../errors.ts"
import { getOwn, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type Reply } from "../wire/reply.ts"
import { type Command, type Context, type Services } from "./command.ts"

type Parameter = {
  read: (services: Services) => unknown
  write?: (services: Services, value: unknown) => void
}

/** The parameters drivers and tools ask for; the values are what this server does. */
const parameters: Record<string, Parameter> = {
  authenticationMechanisms: { read: () => [] },
  enableTestCommands: { read: ({ testCommands }) => testCommands },
  featureCompatibilityVersion: { read: () => ({ version: "7.0" }) },
  localLogicalSessionTimeoutMinutes: { read: ({ sessions }) => sessions.limits.sessionMs / 60_000 },
  requireApiVersion: { read: () => false },
  transactionLifetimeLimitSeconds: {
    read: ({ sessions }) => sessions.limits.transactionMs / 1000,
    write: ({ sessions }, value) => {
      const seconds = toNumber(value)
      if (seconds === undefined || seconds < 1)
        throw new CommandError("BadValue", "transactionLifetimeLimitSeconds must be at least 1")
      sessions.limits.transactionMs = seconds * 1000
    },
  },
}

/** `'*'` asks for all of them. */
function getParameter({ body, services }: Context): Reply {
  const asksAll = getOwn(body, "getParameter") === "*"
  const names = asksAll ? Object.keys(parameters) : asked(body)
  const known = names.filter((name) => Object.hasOwn(parameters, name))
  if (known.length === 0) throw new CommandError("InvalidOptions", "no option found to get")
  return { body: Object.fromEntries(known.map((name) => [name, parameters[name]?.read(services)])) }
}

function setParameter({ body, services }: Context): Reply {
  const [name, ...others] = asked(body)
  if (name === undefined || others.length > 0)
    throw new CommandError("InvalidOptions", "setParameter needs exactly one parameter")
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  if (!parameter)
    throw new CommandError("InvalidOptions", `attempted to set unrecognized parameter [${name}]`)
  if (!parameter.write)
    throw new CommandError("IllegalOperation", `not allowed to change [${name}] at runtime`)
  const was = parameter.read(services)
  parameter.write(services, body[name])
  return { body: { was } }
}

/** The fields that name parameters. */
const asked = (body: Document): string[] =>
  Object.keys(body)
    .slice(1)
    .filter((name) => !name.startsWith("$") && !aboutTheCommand.has(name))

const aboutTheCommand = new Set([
  "lsid",
  "comment",
  "allParameters",
  "showDetails",
  "maxTimeMS",
  "apiVersion",
])

export const parameterCommands: Record<string, Command> = {
  getParameter: { run: getParameter, fields: "any", isAdminOnly: true },
  setParameter: { run: setParameter, fields: "any", isAdminOnly: true },
}
