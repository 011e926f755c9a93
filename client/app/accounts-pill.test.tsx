import { screen } from "@testing-library/react"
import { expect, test } from "vitest"
import { buildAccount, buildPerson, buildWorkspace, NOON } from "../testing/builders.ts"
import { createFakeServer } from "../testing/fake-server.ts"
import { renderDesk } from "../testing/render-desk.tsx"

const ville = buildAccount({ state: "reconnect" })
const sorties = buildAccount({ username: "QueFaireAParvis", name: "Que faire à Parvis", state: "delayed" })

test("says nothing while every account works", async () => {
  await renderDesk("/desk/", createFakeServer(buildWorkspace({ accounts: [buildAccount()] })), NOON)
  expect(screen.queryByText(/en panne/)).toBeNull()
})

test("names the account that does not work; an administrator goes from there to what mends it", async () => {
  const workspace = buildWorkspace({ accounts: [ville], me: buildPerson({ role: "admin" }) })
  await renderDesk("/desk/", createFakeServer(workspace), NOON)
  const pill = screen.getByRole("link", { name: /VilleDeParvis.*À reconnecter/ })
  expect(pill.getAttribute("href")).toBe("/desk/settings/accounts")
})

test("counts several, and tells each on demand", async () => {
  await renderDesk("/desk/", createFakeServer(buildWorkspace({ accounts: [ville, sorties] })), NOON)
  const pill = screen.getByText("2 comptes en panne").closest("p")
  expect(pill?.title).toContain("@VilleDeParvis")
  expect(pill?.title).toContain("@QueFaireAParvis")
})
