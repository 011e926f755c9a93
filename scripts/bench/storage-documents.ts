import { mongo } from "mongoose"
import { randomOf } from "../../server/embedded-mongo/testing/random.ts"

export const STATUSES = ["open", "claimed", "queued", "answered", "closed"] as const
export const DEPARTMENTS = 20
const TAGS = 50
const AUTHORS = 5000
const WORDS = "le banc est cassé devant la mairie depuis lundi merci de passer voir avant le marché".split(
  " ",
)

/** When the first document was written; each later one follows by a second. */
export const BEGAN_AT = Date.UTC(2026, 0, 1)

export type BenchDocument = ReturnType<typeof documentAt>

/** The document of a number, always the same, of about 1 kB as BSON. */
export function documentAt(n: number) {
  const random = randomOf(n)
  const createdAt = new Date(BEGAN_AT + n * 1000)
  const words = (count: number): string => Array.from({ length: count }, () => random.pick(WORDS)).join(" ")
  const author = random.below(AUTHORS)
  return {
    _id: new mongo.ObjectId(n.toString(16).padStart(24, "0")),
    externalId: `post-${n}`,
    network: random.pick(["x", "facebook"]),
    status: random.pick(STATUSES),
    departmentId: `department-${random.below(DEPARTMENTS)}`,
    author: { id: `author-${author}`, name: `Citizen ${author}`, handle: `@citizen${author}` },
    tags: [...new Set(Array.from({ length: random.below(4) }, () => `tag-${random.below(TAGS)}`))],
    excerpt: words(12),
    messages: Array.from({ length: 3 }, (_, at) => ({
      id: `${n}-${at}`,
      text: words(22),
      receivedAt: new Date(createdAt.getTime() + at * 60_000),
      isOurs: at === 1,
    })),
    version: 0,
    createdAt,
    updatedAt: new Date(createdAt.getTime() + random.below(100_000) * 1000),
  }
}

/** What the desk's own collections look like: a unique key, the inbox, an array, an author's history. */
export const INDEXES: mongo.IndexDescription[] = [
  { key: { externalId: 1 }, unique: true },
  { key: { status: 1, departmentId: 1, updatedAt: -1 } },
  { key: { tags: 1 } },
  { key: { "author.id": 1, createdAt: -1 } },
]
