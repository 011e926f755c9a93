import { personalNumber } from "../../world/facebook/ids.ts"
import { draw, type NodeType, type View } from "../node.ts"
import { type Field, plain } from "../fields.ts"

/** Someone seen from one place: under posts or on Messenger, a citizen has another id. The Page has one. */
export type Person = { id: string; userId: string }

export const personType: NodeType<Person> = {
  name: "Profile",
  defaults: "name,id",
  fields: {
    id: (_view, { id }) => id,
    name: ({ world }, { userId }) => world.user(userId).name,
    first_name: ({ world }, { userId }) => world.user(userId).name.split(" ")[0],
    last_name: ({ world }, { userId }) => world.user(userId).name.split(" ").slice(1).join(" ") || undefined,
    profile_pic: ({ world }, { userId }) => picture(world.baseUrl, userId),
    picture: ({ world }, { userId }) => ({
      data: { height: 96, width: 96, is_silhouette: false, url: picture(world.baseUrl, userId) },
    }),
  },
}

const picture = (baseUrl: string, userId: string): string => `${baseUrl}/avatars/${userId}_x96.png`

export const publicPerson = ({ world }: Pick<View, "world">, userId: string): Person => ({
  userId,
  id: userId === world.cityId ? world.facebook.pageId : personalNumber(userId, "public"),
})

export const messengerPerson = ({ world }: Pick<View, "world">, userId: string): Person => ({
  userId,
  id: userId === world.cityId ? world.facebook.pageId : personalNumber(userId, "messenger"),
})

/** `from` and the like; `from{id,picture}` asks for more. */
export const drawPerson = (view: View, person: Person, field: Field | null) =>
  draw(personType, view, person, field?.fields ?? plain(personType.defaults))

/** On Messenger people also come with an address that leads nowhere. */
export const drawCorrespondent = (view: View, userId: string) => {
  const { id } = messengerPerson(view, userId)
  return { name: view.world.user(userId).name, email: `${id}@facebook.com`, id }
}
