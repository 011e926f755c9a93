import { afterEach, describe, expect, test } from "vitest"
import { xClient } from "./testing/x-client.ts"
import { clock, closeTowns, mention, refusal, startTown } from "./testing/x-town.ts"

afterEach(closeTowns)

/** A town with the official client of its second account. */
async function startWithOutings() {
  const town = await startTown({ budgetFactor: 10 })
  const second = town.simulator.accounts[1]!
  return { ...town, second, outings: xClient(town.simulator.url, second.accessToken) }
}

describe("the city's second account", () => {
  test("says who it is, and lists what names it and nothing else", async () => {
    const { control, outings, second } = await startWithOutings()
    await mention(control, "pour la mairie")
    await control.post("/posts", { by: "marie_parvis", text: "@QueFaireAParvis à quelle heure ?" })
    const { data } = await outings.v2.me({ "user.fields": ["verified_type"] })
    expect(data).toMatchObject({ id: "1502200330044001002", username: "QueFaireAParvis" })
    expect(data.verified_type).toBe("government")
    const { tweets } = await outings.v2.userMentionTimeline(second.id)
    expect(tweets.map(({ text }) => text)).toEqual(["@QueFaireAParvis à quelle heure ?"])
  })

  test("answers, hides and deletes as itself, not as the other", async () => {
    const { control, city, outings, second, cityId } = await startWithOutings()
    const { post } = await control.post("/posts", {
      by: "marie_parvis",
      text: "@QueFaireAParvis et demain ?",
    })
    expect((await refusal(city.v2.reply("À 20 h.", post.id))).code).toBe(403)
    const { data } = await outings.v2.reply("À 20 h.", post.id)
    expect((await outings.v2.userTimeline(second.id)).tweets).toHaveLength(1)
    expect((await city.v2.userTimeline(cityId)).tweets).toHaveLength(0)
    expect((await refusal(city.v2.deleteTweet(data.id))).code).toBe(403)
    expect((await outings.v2.deleteTweet(data.id)).data.deleted).toBe(true)

    const { data: news } = await outings.v2.tweet("Concert samedi.")
    const { post: rude } = await control.post("/posts", {
      by: "olga_parvis",
      text: "Nul !",
      replyTo: news.id,
    })
    expect((await refusal(city.v2.hideReply(rude.id, true))).code).toBe(403)
    expect((await outings.v2.hideReply(rude.id, true)).data.hidden).toBe(true)
  })

  test("has its own private messages", async () => {
    const { control, city, outings, simulator } = await startWithOutings()
    await control.post("/directs", {
      by: "marie_parvis",
      text: "Une place pour deux ?",
      to: "QueFaireAParvis",
    })
    clock.now += 1000
    await control.post("/directs", { by: "marie_parvis", text: "Mon dossier ?" })
    const of = async (client: typeof city) =>
      (await client.v2.listDmEvents()).events.map((event) => "text" in event && event.text)
    expect(await of(outings)).toEqual(["Une place pour deux ?"])
    expect(await of(city)).toEqual(["Mon dossier ?"])
    const marie = simulator.world.userNamed("marie_parvis")!
    await outings.v2.sendDmToParticipant(marie.id, { text: "Oui !" })
    const { directs } = await control.get("/state")
    expect(directs.filter(({ byCity }) => byCity).map(({ accountId }) => accountId)).toEqual([
      "1502200330044001002",
    ])
    await expect(
      control.post("/directs", { by: "marie_parvis", text: "?", to: "olga_parvis" }),
    ).rejects.toThrow(/404/)
  })

  test("is written to now and then by the crowd, and is no citizen", async () => {
    const { control, simulator } = await startWithOutings()
    await control.put("/crowd", { perMinute: 60 })
    for (let i = 0; i < 1800; i++) simulator.crowd.advance(100)
    const { posts, accounts, users } = await control.get("/state")
    const named = posts.filter(({ accountIds }) => accountIds.includes("1502200330044001002"))
    expect(named.length).toBeGreaterThan(8)
    expect(named.length).toBeLessThan(32)
    expect(accounts.map(({ username }) => username)).toEqual(["VilleDeParvis", "QueFaireAParvis"])
    expect(users.filter(({ isCity }) => isCity)).toHaveLength(3)
    await expect(control.post("/posts", { by: "QueFaireAParvis", text: "x" })).rejects.toThrow(/403/)
    const html = await (await fetch(simulator.url)).text()
    expect(html).toContain("Que faire à Parvis · @QueFaireAParvis")
  })
})
