import { describe, expect, test } from "vitest"
import { seededRandom } from "../pictures/random.ts"
import { SCENARIOS } from "./all.ts"
import { CITIZENS } from "./citizens.ts"
import { Expected } from "./scenario.ts"
import { stormMessages } from "./storm.ts"
import { PLACES, STREETS } from "./town.ts"

const DEPARTMENTS = [
  "culture_sport",
  "eau_assainissement",
  "eclairage_public",
  "elus_democratie",
  "enfance_ecoles",
  "espaces_verts",
  "etat_civil_demarches",
  "finances_facturation",
  "other",
  "police_securite_bruit",
  "proprete",
  "social_logement",
  "stationnement",
  "transports_mobilite",
  "urbanisme",
  "voirie",
]
const messages = SCENARIOS.flatMap(({ messages }) => messages)
const followUps = messages.flatMap((message) => message.then ?? [])

describe("the scenarios", () => {
  test("hold more than 200 messages, all different, of a cast of forty in a town of thirty places", () => {
    const texts = [
      ...messages.map(({ text, photo }) => `${text} ${photo ?? ""}`),
      ...followUps.map(({ text }) => text),
    ]
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts.length).toBeGreaterThan(200)
    expect(new Set(messages.map(({ key }) => key)).size).toBe(messages.length)
    expect(CITIZENS).toHaveLength(40)
    expect(new Set([...STREETS, ...PLACES]).size).toBeGreaterThanOrEqual(30)
  })

  test("are said by people of the cast", () => {
    const cast = new Set(CITIZENS.map(({ username }) => username))
    expect(messages.filter(({ by }) => !cast.has(by))).toEqual([])
    expect(new Set(messages.map(({ by }) => by)).size).toBe(cast.size)
    expect(CITIZENS.filter(({ username }) => !/^\w{4,20}$/.test(username))).toEqual([])
  })

  test("carry sound labels that cover every department, sentiment and urgency", () => {
    for (const { expected } of [...messages, ...followUps]) Expected.parse(expected)
    const labels = messages.map(({ expected }) => expected)
    expect([...new Set(labels.map(({ department }) => department))].sort()).toEqual(DEPARTMENTS)
    for (const { also } of labels) if (also) expect(DEPARTMENTS).toContain(also)
    const count = (urgency: string) => labels.filter((label) => label.urgency === urgency).length
    expect(count("emergency")).toBeGreaterThan(10)
    expect(labels.filter(({ sentiment }) => sentiment === "positive").length).toBeGreaterThan(20)
    expect(new Set(labels.map(({ language }) => language))).toEqual(
      new Set(["fr", "en", "es", "ar", "pt", "und"]),
    )
  })

  test("answer messages of their own scenario, said before", () => {
    for (const { messages } of SCENARIOS)
      messages.forEach(({ replyTo }, index) => {
        if (replyTo) expect(messages.findIndex(({ key }) => key === replyTo)).toBeLessThan(index)
      })
  })
})

test("a storm of 3,000 messages never repeats itself and touches every department", () => {
  const storm = stormMessages(seededRandom(7), new Set())
  const said = Array.from({ length: 3000 }, () => storm.next().value)
  expect(new Set(said.map(({ text }) => text)).size).toBe(3000)
  expect([...new Set(said.map(({ expected }) => expected.department))].sort()).toEqual(DEPARTMENTS)
})
