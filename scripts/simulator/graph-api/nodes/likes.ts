import { drawList, type View } from "../node.ts"
import { plain } from "../fields.ts"
import { personType, publicPerson } from "./person.ts"

/** `/{object}/likes`: who likes it, and with `summary` how many. */
export function likesEdge(view: View, id: string, request: Parameters<typeof drawList>[3]) {
  const fans = view.world.facebook.likesOf(id)
  const people = [...fans].map((userId) => publicPerson(view, userId))
  const list = drawList(personType, view, people, request, plain(personType.defaults))
  if (!request.params.flag("summary")) return list
  const summary = { total_count: fans.size, can_like: true, has_liked: fans.has(view.world.cityId) }
  return { ...list, summary }
}
