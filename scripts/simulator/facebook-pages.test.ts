import { once } from "node:events"
import { createServer } from "node:http"
import { type AddressInfo } from "node:net"
import { afterEach, describe, expect, test } from "vitest"
import { graphClient } from "./testing/graph-client.ts"
import { closePages, codes, plain, say, startPage } from "./testing/page-town.ts"

afterEach(closePages)

/** Both Pages, the second with something on it. */
async function startBoth() {
  const town = await startPage()
  const { simulator, control } = town
  const [, { id, token }] = simulator.facebook.pages as [unknown, { id: string; token: string }]
  const { pagePost } = await control.post("/facebook/posts", {
    ...{ by: "MediaParvis", page: id, text: "Heure du conte mercredi." },
  })
  const client = graphClient(simulator.url, token, simulator.facebook.appSecret)
  return { ...town, second: { id, token, postId: pagePost.id, ...client, page: client.page(id) } }
}

describe("the city's second Page", () => {
  test("is listed with its own token, and is itself", async () => {
    const { simulator, second } = await startBoth()
    const user = graphClient(simulator.url, simulator.facebook.userToken)
    expect(await user.api.call("GET", ["me", "accounts"], { fields: "id,name,access_token" })).toMatchObject({
      data: simulator.facebook.pages.map(({ id, name, token }) => ({ id, name, access_token: token })),
    })
    const me = await second.api.call("GET", ["me"], { fields: "id,name" })
    expect(me).toEqual({ id: "104400260019537", name: "Médiathèque de Parvis" })
    const app = graphClient(simulator.url, `${simulator.facebook.appId}|${simulator.facebook.appSecret}`)
    expect(await app.api.call("GET", ["debug_token"], { input_token: second.token })).toMatchObject({
      data: { type: "PAGE", profile_id: second.id, is_valid: true },
    })
  })

  test("has its own posts, comments and exchanges, and sees none of the other's", async () => {
    const town = await startBoth()
    const { control, second, page, postId, api } = town
    await say(town, "sous la mairie")
    const { comment } = await control.post("/facebook/comments", {
      ...{ by: "karim_parvis", on: second.postId, text: "dès quel âge ?" },
    })
    await control.post("/facebook/messages", { by: "karim_parvis", page: second.id, text: "ma carte ?" })
    const feed = plain(await second.page.getFeed(["message"], { limit: 10 }))
    expect(feed.map(({ message }) => message)).toEqual(["Heure du conte mercredi."])
    expect(plain(await page.getFeed(["message"], { limit: 10 })).map(({ message }) => message)).toEqual([
      "Travaux rue Pasteur dès lundi.",
    ])
    await second.api.call("POST", [comment.id, "comments"], { message: "Dès 4 ans." })
    expect(await codes(api.call("GET", [comment.id], {}))).toEqual([100, 33])
    expect(await codes(second.api.call("GET", [postId], {}))).toEqual([100, 33])
    const { facebook } = await control.get(`/facebook/state?page=${second.id}`)
    expect(facebook.answers).toEqual({ [comment.id]: [expect.any(String) as string] })
    expect(facebook.messages.map(({ message }) => message)).toEqual(["ma carte ?"])
    expect((await control.get("/facebook/state")).facebook.messages).toEqual([])
  })

  test("loses its token alone", async () => {
    const { control, second, page } = await startBoth()
    await control.put("/facebook/access", { access: "revoked", page: second.id })
    expect(await codes(second.api.call("GET", ["me"], {}))).toEqual([190, 458])
    expect(await page.get(["name"])).toMatchObject({ name: "Ville de Parvis" })
  })

  test("tells what happens on it under its own id, to the application's one address", async () => {
    const { control, second, simulator, postId, pageId } = await startBoth()
    const told: { entry: { id: string; changes: object[] }[] }[] = []
    const server = createServer((request, response) => {
      const query = new URL(request.url ?? "", "http://desk").searchParams
      if (request.method === "GET") return void response.end(query.get("hub.challenge"))
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        told.push(JSON.parse(Buffer.concat(chunks).toString()) as (typeof told)[number])
        response.end()
      })
    }).listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    await control.put("/facebook/webhooks", { url: `http://127.0.0.1:${port}/` })
    for (const on of [postId, second.postId])
      await control.post("/facebook/comments", { by: "marie_parvis", on, text: "bonjour" })
    await Promise.all([simulator.hooks.settled(), simulator.secondHooks.settled()])
    server.close()
    server.closeAllConnections()
    expect(told.flatMap(({ entry }) => entry.map(({ id }) => id)).sort()).toEqual([pageId, second.id].sort())
  })
})
