import { expect, test } from "vitest"
import { handleOf, nameOf, profileName } from "./naming.ts"
import { startI18n } from "./i18n.ts"

test("somebody whose name the network hides is called so, and has no empty handle", async () => {
  await startI18n("fr")
  expect(nameOf({ name: "", username: "" })).toBe("Nom non communiqué")
  expect(nameOf({ name: "Adèle Morvan", username: "" })).toBe("Adèle Morvan")
  expect([handleOf({ name: "Adèle", username: "" }), handleOf({ name: "Awa", username: "awa" })]).toEqual([
    "",
    "@awa",
  ])
})

test("a Page without a user name goes by its name", () => {
  expect(profileName({ externalId: "1045", username: "1045", name: "Ville de Parvis" })).toBe(
    "Ville de Parvis",
  )
  expect(profileName({ externalId: "1", username: "VilleDeParvis", name: "Ville" })).toBe("@VilleDeParvis")
})
