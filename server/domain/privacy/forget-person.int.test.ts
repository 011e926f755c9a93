import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Account } from "../../../shared/account.ts"
import { createThread } from "../../testing/builders.ts"
import { openTestContext, type TestContext } from "../../testing/test-context.ts"
import { carryOutDeletion } from "../../workers/deletions.ts"
import { askDeletion } from "./ask-deletion.ts"

let ctx: TestContext
let page: Account

beforeAll(async () => {
  ctx = await openTestContext()
})
afterAll(() => ctx.close())
beforeEach(async () => {
  await ctx.empty()
  const profile = { externalId: "1045", username: "VilleDeParvis", name: "Ville de Parvis" }
  page = await ctx.accounts.upsert({ network: "facebook", ...profile })
})

const maria = { externalId: "7281930485019283", username: "maria.pena", name: "María Peña" }
const leo = { externalId: "55", username: "leo", name: "Léo Martin" }
const everything = async () => {
  const found = []
  for (const model of Object.values(ctx.database.connection.models))
    found.push(...(await model.find({}).lean<unknown[]>()))
  return JSON.stringify(found)
}

test("a person who asks is forgotten everywhere: words, versions and names; the others stay", async () => {
  await createThread(ctx, page, { contact: maria, text: "Le lampadaire du 3 rue Pasteur est éteint" })
  await createThread(ctx, page, { contact: maria, text: "Et la rue Mayer aussi" })
  await createThread(ctx, page, { contact: leo, text: "Merci pour le marché" })
  const code = await askDeletion(ctx, "facebook", maria.externalId)
  expect(await ctx.deletions.find(code)).toMatchObject({ doneAt: null, erased: 0 })

  expect(await carryOutDeletion(ctx)).toBe("again")
  expect(await carryOutDeletion(ctx)).toBe("idle")
  expect(await ctx.deletions.find(code)).toMatchObject({
    doneAt: ctx.now(),
    erased: 2,
    personExternalId: null,
  })
  const left = await everything()
  for (const word of ["lampadaire", "Mayer", "María Peña", "maria.pena"]) expect(left).not.toContain(word)
  expect(left).toContain("Merci pour le marché")
  expect(left).toContain("Léo Martin")
})

test("a request for somebody unknown is carried out all the same, and the same one twice is one", async () => {
  const code = await askDeletion(ctx, "facebook", "99")
  expect(await askDeletion(ctx, "facebook", "99")).toBe(code)
  await carryOutDeletion(ctx)
  expect(await ctx.deletions.find(code)).toMatchObject({ erased: 0, doneAt: ctx.now() })
  // The person comes back and asks again: another request.
  expect(await askDeletion(ctx, "facebook", "99")).not.toBe(code)
})

test("a crash in the middle is taken up again", async () => {
  await createThread(ctx, page, { contact: maria, text: "Le banc est cassé" })
  await askDeletion(ctx, "facebook", maria.externalId)
  const erase = ctx.messages.erase.bind(ctx.messages)
  ctx.messages.erase = () => Promise.reject(new Error("the power failed"))
  await expect(carryOutDeletion(ctx)).rejects.toThrow("the power failed")
  ctx.messages.erase = erase
  expect(await carryOutDeletion(ctx)).toBe("idle")
  ctx.pass(10 * 60_000)
  await carryOutDeletion(ctx)
  expect(await everything()).not.toContain("Le banc est cassé")
})
