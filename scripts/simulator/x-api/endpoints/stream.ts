import { z } from "zod"
import { type StreamRule } from "../../world/records.ts"
import { readBody } from "../body.ts"
import { type ApiCall, type Endpoint } from "../endpoint.ts"
import { readSelection, SELECTION_PARAMETERS } from "../includes.ts"
import { type ApiReply, invalidRequest, ok, PROBLEMS } from "../reply.ts"
import { compileQuery } from "../search-query.ts"
import { type FilteredStream } from "../stream.ts"

const MOST_RULES = 1000
const LONGEST_RULE = 1024

const RuleChange = z.union([
  z.strictObject({
    add: z
      .array(z.strictObject({ value: z.string().min(1).max(LONGEST_RULE), tag: z.string().optional() }))
      .min(1),
  }),
  z.strictObject({
    delete: z.strictObject({ ids: z.array(z.string()).optional(), values: z.array(z.string()).optional() }),
  }),
])

type NewRule = { value: string; tag?: string }

const sent = ({ world }: ApiCall) => ({ sent: new Date(world.now()).toISOString() })

function add(call: ApiCall, wanted: NewRule[], isRehearsal: boolean): ApiReply {
  const { world } = call
  const rules = [...world.streamRules]
  const added: StreamRule[] = []
  const errors: object[] = []
  for (const { value, tag } of wanted) {
    const compiled = compileQuery(world, value)
    const same = rules.find((rule) => rule.value === value)
    if ("problem" in compiled)
      errors.push({
        value,
        title: "UnprocessableEntity",
        type: `${PROBLEMS}/invalid-rules`,
        details: [compiled.problem],
      })
    else if (same)
      errors.push({ value, id: same.id, title: "DuplicateRule", type: `${PROBLEMS}/duplicate-rules` })
    else if (rules.length >= MOST_RULES)
      errors.push({ value, title: "RulesCapExceeded", type: `${PROBLEMS}/rule-cap` })
    else {
      const rule = { id: world.nextId(), value, tag }
      rules.push(rule)
      added.push(rule)
    }
  }
  if (!isRehearsal && added.length > 0) world.record({ type: "streamRules", rules })
  const [created, not] = [added.length, errors.length]
  const summary = { created, not_created: not, valid: created, invalid: not }
  return ok(
    {
      ...(created > 0 && { data: added }),
      meta: { ...sent(call), summary },
      ...(not > 0 && { errors }),
    },
    created > 0 ? 201 : 200,
  )
}

function remove(call: ApiCall, keep: (rule: StreamRule) => boolean, asked: number, isRehearsal: boolean) {
  const { world } = call
  const rules = world.streamRules.filter(keep)
  const deleted = world.streamRules.length - rules.length
  if (!isRehearsal && deleted > 0) world.record({ type: "streamRules", rules })
  return ok({ meta: { ...sent(call), summary: { deleted, not_deleted: Math.max(0, asked - deleted) } } })
}

/** docs.x.com, "Filtered stream": its rules, and the one connection that hears them. */
export function streamEndpoints(stream: FilteredStream): Endpoint[] {
  const path = "/2/tweets/search/stream"
  return [
    {
      method: "GET",
      path: `${path}/rules`,
      auth: "app",
      scopes: [],
      budget: { app: 450 },
      handle(call) {
        const ids = call.query.text("ids")?.split(",")
        const rules = call.world.streamRules.filter(({ id }) => ids === undefined || ids.includes(id))
        const meta = { ...sent(call), result_count: rules.length }
        return ok({ ...(rules.length > 0 && { data: rules }), meta })
      },
    },
    {
      method: "POST",
      path: `${path}/rules`,
      auth: "app",
      scopes: [],
      budget: { app: 100 },
      handle(call) {
        const isRehearsal = call.query.text("dry_run") === "true"
        if (call.query.text("delete_all") === "true")
          return remove(call, () => false, call.world.streamRules.length, isRehearsal)
        const body = readBody(RuleChange, call.body)
        if ("refusal" in body) return body.refusal
        if ("add" in body.value) return add(call, body.value.add, isRehearsal)
        const { ids = [], values = [] } = body.value.delete
        const keep = ({ id, value }: StreamRule) => !ids.includes(id) && !values.includes(value)
        return remove(call, keep, ids.length + values.length, isRehearsal)
      },
    },
    {
      method: "GET",
      path,
      auth: "app",
      scopes: [],
      budget: { app: 50 },
      handle({ world, query }) {
        query.allow(SELECTION_PARAMETERS)
        const selection = readSelection(query, "posts")
        if (query.errors.length > 0) return invalidRequest(query.errors)
        if (world.streamRules.length === 0)
          return {
            status: 409,
            body: {
              title: "Conflict",
              detail: "There are no rules associated with this stream: add one before connecting.",
              type: "about:blank",
              status: 409,
            },
          }
        if (stream.isTaken)
          return {
            status: 429,
            body: {
              title: "ConnectionException",
              detail: "This stream is currently at the maximum allowed connection limit.",
              connection_issue: "TooManyConnections",
              type: `${PROBLEMS}/streaming-connection`,
            },
          }
        return {
          status: 200,
          body: {},
          takeOver: (response) => stream.connect(response, selection, query.speaksOfPosts),
        }
      },
    },
  ]
}
