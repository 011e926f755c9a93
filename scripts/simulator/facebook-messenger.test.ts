import { afterEach, describe, expect, test } from "vitest"
import {
  type Started,
  closePages,
  clock,
  HOUR,
  DAY,
  startPage,
  say,
  write,
  codes,
  plain,
} from "./testing/page-town.ts"

afterEach(closePages)

describe("Messenger", () => {
  test("conversations name people by another id than comments do, newest message first", async () => {
    const run = await startPage()
    const commentId = await say(run, "Bonjour")
    await write(run, "Bonjour, c'est privé")
    const { psid } = await write(run, "avec une photo", { photo: { scene: "letter" } })
    const conversations = plain(
      await run.page.getConversations(
        [
          "id",
          "updated_time",
          "unread_count",
          "can_reply",
          "participants",
          "messages.limit(5){id,created_time,from,to,message,attachments}",
        ],
        { platform: "messenger" },
      ),
    )
    expect(conversations).toMatchObject([
      {
        id: expect.stringMatching(/^t_\d+$/),
        unread_count: 2,
        can_reply: true,
        participants: { data: [{ id: psid, name: "Marie Lefèvre" }, { id: run.pageId }] },
        messages: {
          data: [
            {
              message: "avec une photo",
              from: { id: psid },
              attachments: { data: [{ mime_type: "image/png" }] },
            },
            { message: "Bonjour, c'est privé", to: { data: [{ id: run.pageId }] } },
          ],
        },
      },
    ])
    const { from } = await run.api.call<{ from: { id: string } }>("GET", [commentId], { fields: "from" })
    expect(from.id).not.toBe(psid)
    const thread = conversations[0]!.id as string
    const messages = await run.api.call<{ data: object[] }>("GET", [thread, "messages"], {
      fields: "message",
      limit: 1,
    })
    expect(messages.data).toMatchObject([{ message: "avec une photo" }])
  })

  const send = ({ api, pageId }: Started, psid: string, more: object = {}) =>
    api.call<{ recipient_id: string; message_id: string }>("POST", [pageId, "messages"], {
      recipient: { id: psid },
      messaging_type: "RESPONSE",
      message: { text: "Bonjour Marie" },
      ...more,
    })
  const asHuman = { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" }

  test("an answer leaves within a day, with the human agent's tag within seven", async () => {
    const run = await startPage()
    const { psid } = await write(run, "Fuite d'eau")
    expect(await send(run, psid)).toEqual({ recipient_id: psid, message_id: expect.stringMatching(/^m_/) })
    clock.now += DAY + 1
    expect(await codes(send(run, psid))).toEqual([10, 2018278])
    expect(await send(run, psid, asHuman)).toHaveProperty("message_id")
    await run.control.put("/settings", { humanAgentApproved: false })
    expect(await codes(send(run, psid, asHuman))).toEqual([100, 2018276])
    await run.control.put("/settings", { humanAgentApproved: true })
    clock.now += 6 * DAY
    expect(await codes(send(run, psid, asHuman))).toEqual([10, 2018278])
    await write(run, "Toujours là ?")
    expect(await send(run, psid)).toHaveProperty("message_id")
    expect(await codes(send(run, "123"))).toEqual([100, 2018001])
  })

  test("the clock's offset closes the window without waiting", async () => {
    const run = await startPage()
    const { psid } = await write(run, "Bonjour")
    await run.control.put("/clock", { offsetMs: 25 * HOUR })
    expect(await codes(send(run, psid))).toEqual([10, 2018278])
    expect(await run.api.call("GET", [run.pageId], { fields: "name" })).toMatchObject({
      name: "Ville de Parvis",
    })
  })

  test("a comment has one private reply within seven days, and only its answer opens the window", async () => {
    const run = await startPage()
    const id = await say(run, "Mon dossier est bloqué")
    const privately = (commentId: string) =>
      run.api.call<{ recipient_id: string }>("POST", [run.pageId, "messages"], {
        recipient: { comment_id: commentId },
        message: { text: "Écrivez-nous ici." },
      })
    const { recipient_id: psid } = await privately(id)
    expect(await run.api.call("GET", [id], { fields: "can_reply_privately" })).toMatchObject({
      can_reply_privately: false,
    })
    expect((await codes(privately(id)))[0]).toBe(10900)
    expect(await codes(send(run, psid))).toEqual([10, 2018278])
    await write(run, "Voici mon numéro")
    expect(await send(run, psid)).toHaveProperty("message_id")
    const late = await say(run, "Une autre question", { by: "karim_parvis" })
    clock.now += 7 * DAY + 1
    expect((await codes(privately(late)))[0]).toBe(10)
    expect(await codes(privately("1_2"))).toEqual([100, 33])
  })
})
