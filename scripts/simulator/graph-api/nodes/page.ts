import { type NodeType } from "../node.ts"

/** The city's Page. */
export type PageNode = { id: string }

export const pageType: NodeType<PageNode> = {
  name: "Page",
  defaults: "name,id",
  fields: {
    id: (_view, { id }) => id,
    name: ({ world }) => world.user(world.cityId).name,
    username: ({ world }) => world.user(world.cityId).username,
    about: ({ world }) => world.user(world.cityId).description,
    category: () => "Government Organization",
    link: (_view, { id }) => `https://www.facebook.com/${id}`,
    fan_count: ({ world }) => world.users.size * 37,
    followers_count: ({ world }) => world.users.size * 41,
    verification_status: () => "blue_verified",
    tasks: () => ["MODERATE", "MESSAGING", "ANALYZE", "CREATE_CONTENT", "MANAGE"],
    access_token: ({ credentials }) => credentials.pageToken,
    picture: ({ world }) => ({
      data: {
        height: 96,
        width: 96,
        is_silhouette: false,
        url: `${world.baseUrl}/avatars/${world.cityId}_x96.png`,
      },
    }),
  },
}
