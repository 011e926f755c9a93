import { type FacebookCredentials } from "../world/facebook/credentials.ts"
import { type World } from "../world/world.ts"
import { type Field, writeFields } from "./fields.ts"
import { type Address, slice } from "./paging.ts"
import { Params } from "./params.ts"
import { badParameter } from "./refusal.ts"

/** What drawing an answer needs to know of the call. */
export type View = {
  world: World
  credentials: FacebookCredentials
  /** `v24.0`, as the call said it: links keep it. */
  version: string
  /** The caller's token, for links. */
  token: string
}

/** How one kind of object answers each field it has. `undefined`: the field is left out. */
export type NodeType<T> = {
  /** As Graph names it in errors. */
  name: string
  /** What comes when nothing is asked for. */
  defaults: string
  fields: Record<string, (view: View, node: T, field: Field) => unknown>
}

/**
 * An object with the fields that were asked for; `id` always comes.
 * @throws GraphRefusal 100 for a field the kind does not have
 */
export function draw<T>(type: NodeType<T>, view: View, node: T, fields: Field[]): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const field of fields) {
    const read = type.fields[field.name]
    if (!read)
      throw badParameter(`Tried accessing nonexisting field (${field.name}) on node type (${type.name})`)
    const value = read(view, node, field)
    if (value !== undefined) body[field.name] = value
  }
  if (!("id" in body) && type.fields.id)
    body.id = type.fields.id(view, node, { name: "id", args: [], fields: null })
  return body
}

/** An edge as a list: `data`, `paging` when there is something, and whatever the edge adds. */
export function drawList<T extends { id: string }>(
  type: NodeType<T>,
  view: View,
  all: readonly T[],
  request: { params: Params; fields: Field[] | null; address: Address },
  defaults: Field[],
): { data: object[]; paging?: object } {
  const { items, paging } = slice(all, request.params, request.address)
  const data = items.map((item) => draw(type, view, item, request.fields ?? defaults))
  return { data, ...(paging && { paging }) }
}

/** An edge inside another answer, `comments.limit(5){id}`: its arguments, and the address its next page has. */
export function innerRequest(view: View, id: string, field: Field) {
  const query = new URLSearchParams([["access_token", view.token], ...field.args])
  if (field.fields) query.set("fields", writeFields(field.fields))
  return {
    params: new Params(field.args),
    fields: field.fields,
    address: { url: `${view.world.baseUrl}/${view.version}/${id}/${field.name}`, query },
  }
}

/** `2026-11-23T10:11:12+0000`. */
export const stamp = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, "+0000")
