import type { Role } from "../../../shared/person.ts"
import type { AppContext } from "../../context.ts"
import { hashPassword } from "./passwords.ts"

type DemoPerson = { email: string; password: string; name: string; role: Role; departments: string[] }

/** Who can sign in while networks are simulated. They exist in demo mode only, and lose their access outside it. */
export const demoPeople: readonly DemoPerson[] = [
  {
    email: "nadia@parvis.demo",
    password: "parvis-nadia-demo",
    name: "Nadia Benali",
    role: "agent",
    departments: [],
  },
  {
    email: "karim@parvis.demo",
    password: "parvis-karim-demo",
    name: "Karim Lopez",
    role: "head",
    departments: ["voirie", "eclairage_public"],
  },
  {
    email: "claire@parvis.demo",
    password: "parvis-claire-demo",
    name: "Claire Moreau",
    role: "admin",
    departments: [],
  },
]

/** Makes the demo people, or takes their access away when the demo is over. */
export async function syncDemoPeople(
  { people, sessions, now }: Pick<AppContext, "people" | "sessions" | "now">,
  demo: boolean,
): Promise<void> {
  for (const { password, ...person } of demoPeople) {
    const known = (await people.findCredentials(person.email))?.person
    if (known && known.active !== demo) {
      await people.change(known.id, { active: demo })
      if (!demo) await sessions.removeAllOf(known.id)
    }
    if (!known && demo)
      await people.insert({
        ...person,
        locale: "fr",
        active: true,
        passwordHash: await hashPassword(password),
        createdAt: now(),
      })
  }
}
