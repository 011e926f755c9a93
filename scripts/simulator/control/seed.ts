import { messageOf } from "../scenarios/all.ts"
import { CITIZENS } from "../scenarios/citizens.ts"
import { SECOND_ACCOUNT } from "../world/accounts.ts"
import { publish } from "../world/publish.ts"
import { type World } from "../world/world.ts"
import { addCitizen, castMember, saidFrom, say } from "./citizens.ts"

const MINUTE = 60_000

/** What happened before the desk opened: minutes ago, then a scenario's key, words of the city, or of its account for outings. */
type Past = { key: string } | { city: string; answers?: string } | { outing: string }
const HISTORY: [minutesAgo: number, event: Past][] = [
  [
    1560,
    {
      city: "🚧 Lundi et mardi, la rue Pasteur sera fermée de 9 h à 16 h pour la réfection de la chaussée. L'accès aux commerces reste possible à pied.",
    },
  ],
  [1498, { key: "fil-11" }],
  [
    1484,
    {
      city: "Bonjour Karim, oui, dès 9 h lundi. Vos livreurs peuvent se présenter avant 8 h 30 côté rue Victor Hugo.",
      answers: "fil-11",
    },
  ],
  [1395, { key: "fil-12" }],
  [1210, { key: "verts-04" }],
  [
    1170,
    {
      outing:
        "📚 Mercredi à 16 h, heure du conte à la médiathèque Aimé-Césaire : trois histoires de loups, dès 4 ans, sans réservation.",
    },
  ],
  [1130, { key: "demarches-06" }],
  [
    700,
    {
      city: "❄️ Nuit froide annoncée (-4 °C). Si vous voyez quelqu'un dormir dehors à Parvis, appelez le 115, gratuit, jour et nuit.",
    },
  ],
  [655, { key: "social-04" }],
  [410, { key: "proprete-04" }],
  [236, { key: "mobilite-06" }],
  [152, { key: "prive-04" }],
  [118, { key: "ecoles-01" }],
  [95, { key: "eclairage-03" }],
  [
    61,
    {
      city: "🎶 Samedi à 15 h, la chorale municipale chante place du Parvis. Entrée libre, prévoyez une écharpe !",
    },
  ],
  [
    52,
    {
      outing:
        "🎹 Dimanche, 17 h, gymnase Alice-Milliat : le conservatoire joue les musiques de film que vous avez choisies. Gratuit, ouverture des portes à 16 h 30.",
    },
  ],
  [44, { key: "voirie-09" }],
  [27, { key: "stationnement-03" }],
  [12, { key: "prive-09" }],
  [6, { key: "ironie-01" }],
]

/** The cast, on a network that does not know it yet. */
export function seedCast(world: World): void {
  for (const citizen of CITIZENS) addCitizen(world, citizen)
}

/** A day of life before the desk opens. Does nothing on a network where something was said already. */
export function seedHistory(world: World): void {
  if (world.timeline.length > 0 || world.directs.length > 0) return
  const now = world.now()
  for (const [minutesAgo, event] of HISTORY) {
    const at = now - minutesAgo * MINUTE
    if ("key" in event) {
      const { key, by, replyTo, then: _then, ...words } = messageOf(event.key)
      const parent = replyTo === undefined ? undefined : saidFrom(world, replyTo)
      say(world, { ...words, by: castMember(world, by), replyToId: parent?.id, scenarioKey: key, at })
    } else if ("outing" in event) {
      publish(world, { authorId: SECOND_ACCOUNT.id, text: event.outing, at })
    } else {
      const parent = event.answers === undefined ? undefined : saidFrom(world, event.answers)
      publish(world, { authorId: world.cityId, text: event.city, replyToId: parent?.id, at })
    }
  }
}
